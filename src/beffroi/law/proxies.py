"""Proxies (procurations): who may vote in the place of whom."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import LawInputError, check_count
from beffroi.law.french import plural, typeset
from beffroi.law.reckoning import Reckoning, told_inputs
from beffroi.law.tables import PROXIES, ProxyRule

Pair = tuple[str, str]


class ProxyFaultKind(StrEnum):
    """What is wrong with one proxy."""

    HOLDER_OVER_LIMIT = "porteur-en-trop"
    HOLDER_NOT_PRESENT = "porteur-absent"
    GIVER_PRESENT = "mandant-present"
    GIVEN_TWICE = "donnee-deux-fois"
    GIVEN_TO_SELF = "donnee-a-soi-meme"
    HOLDER_IS_GIVER = "porteur-mandant"
    HOLDER_RECUSED = "porteur-en-deport"
    TOO_MANY_SITTINGS = "trop-de-seances"


_MESSAGES = {
    ProxyFaultKind.GIVEN_TO_SELF: "{giver} ne peut pas se donner procuration.",
    ProxyFaultKind.HOLDER_NOT_PRESENT: "{holder} porte la procuration de {giver} sans être présent.",
    ProxyFaultKind.HOLDER_OVER_LIMIT: "{holder} porte {held} : {limit} au plus.",
    ProxyFaultKind.GIVEN_TWICE: "{giver} a donné {given} pour la même séance.",
    ProxyFaultKind.GIVER_PRESENT: "{giver} est présent : sa procuration tombe.",
    ProxyFaultKind.HOLDER_IS_GIVER: "{holder} a donné procuration : celle de {giver} ne se transmet pas.",
    ProxyFaultKind.HOLDER_RECUSED: "{holder} est en déport : il ne vote pas non plus pour {giver}.",
    ProxyFaultKind.TOO_MANY_SITTINGS: (
        "La procuration de {giver} sert pour la {served}e séance de suite : {sittings} au plus."
    ),
}


@dataclass(frozen=True, slots=True)
class ProxyFault:
    """One fault of one proxy, with its French sentence."""

    kind: ProxyFaultKind
    giver: str
    holder: str
    message: str


@dataclass(frozen=True, slots=True)
class _Room:
    """Who is there, who gave and holds what."""

    rule: ProxyRule
    present: frozenset[str]
    recused: frozenset[str]
    held: Counter[str]
    given: Counter[str]
    sittings: Mapping[str, int]
    ill: frozenset[str]


def check_proxies(
    pairs: Sequence[Pair],
    *,
    present: Collection[str],
    assembly: AssemblyKind,
    recused: Collection[str] = (),
    sittings_in_a_row: Mapping[str, int] | None = None,
    illness_certified: Collection[str] = (),
) -> Reckoning[tuple[ProxyFault, ...]]:
    """Find the faults of the proxies of one sitting; each pair is (giver, holder), as the caller names them.

    `sittings_in_a_row` tells for how many sittings a giver's proxy has served, this one included.

    Raises: LawInputError for an empty name.
    Source: CGCT L2121-20, L5211-1, L3121-16.
    """
    for giver, holder in pairs:
        if not giver.strip() or not holder.strip():
            raise LawInputError("pairs", "Chaque procuration nomme un mandant et un porteur.")
    sittings = dict(sittings_in_a_row or {})
    for served in sittings.values():
        check_count("sittings_in_a_row", served, at_least=1)
    room = _Room(
        PROXIES[assembly], frozenset(present), frozenset(recused), Counter(holder for _, holder in pairs),
        Counter(giver for giver, _ in pairs), sittings, frozenset(illness_certified),
    )  # fmt: skip
    faults = tuple(fault for pair in pairs for fault in _faults(room, *pair))
    return _reckoning(pairs, faults, room, assembly)


def _faults(room: _Room, giver: str, holder: str) -> list[ProxyFault]:
    """List the faults of one proxy, in the order in which a clerk would see them."""
    kinds = ProxyFaultKind
    served = room.sittings.get(giver, 1)
    tests = {
        kinds.GIVEN_TO_SELF: giver == holder,
        kinds.HOLDER_NOT_PRESENT: holder not in room.present,
        kinds.HOLDER_OVER_LIMIT: room.held[holder] > room.rule.per_holder,
        kinds.GIVEN_TWICE: room.given[giver] > 1,
        kinds.GIVER_PRESENT: giver in room.present,
        kinds.HOLDER_IS_GIVER: giver != holder and holder in room.given,
        kinds.HOLDER_RECUSED: holder in room.recused,
        kinds.TOO_MANY_SITTINGS: served > room.rule.sittings and giver not in room.ill,
    }
    facts = {
        "giver": giver,
        "holder": holder,
        "held": plural(room.held[holder], "procuration"),
        "given": plural(room.given[giver], "procuration"),
        "limit": room.rule.per_holder,
        "served": served,
        "sittings": room.rule.sittings,
    }
    return [
        ProxyFault(kind, giver, holder, typeset(_MESSAGES[kind].format(**facts)))
        for kind, wrong in tests.items()
        if wrong
    ]


def _reckoning(
    pairs: Sequence[Pair], faults: tuple[ProxyFault, ...], room: _Room, assembly: AssemblyKind
) -> Reckoning[tuple[ProxyFault, ...]]:
    at_fault = {(fault.giver, fault.holder) for fault in faults}
    regular = sum(1 for pair in pairs if pair not in at_fault)
    holders = plural(len(room.held), "porteur distinct", "porteurs distincts")
    notes = ["Une procuration est écrite, révocable, et tombe quand son auteur arrive."]
    messages = dict.fromkeys(fault.message for fault in faults)
    doubtful = sorted({giver for giver, _ in pairs if giver in room.recused})
    if doubtful:
        notes.append(
            f"Mandant en déport ({', '.join(doubtful)}) : sa procuration est laissée de côté ; "
            "à confirmer par un juriste."
        )
    return Reckoning(
        rule="check-proxies",
        value=faults,
        holds=not faults,
        title=f"Procurations : une par porteur, {regular} sur {len(pairs)}",
        verdict=_verdict(pairs, faults),
        inputs=told_inputs((
            ("Assemblée", assembly.label),
            ("Procurations", str(len(pairs))),
            ("Présents", str(len(room.present))),
        )),
        steps=(f"{plural(len(pairs), 'procuration')}, {holders}", *messages),
        sources=room.rule.sources,
        notes=tuple(notes),
    )  # fmt: skip


def _verdict(pairs: Sequence[Pair], faults: tuple[ProxyFault, ...]) -> str:
    if not pairs:
        return "Aucune procuration."
    if not faults:
        return "Chaque porteur est présent, aucun n’en tient deux."
    if len(faults) == 1:
        return f"Une anomalie : {faults[0].message}"
    return f"{plural(len(faults), 'anomalie')}, dont la première : {faults[0].message}"
