"""The three questions and the seven bricks of a contract, on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.rules import (
    BOTH_ENFORCEABLE,
    Obstacle,
    Opinions,
    Party,
    blockers_for_signature,
    of,
    the,
    to,
)
from beffroi.core.ui.parts import Answer, BrickKind, Link, Standing, State, Step
from beffroi.core.ui.templatetags.french import short_date
from beffroi.law import french

LABEL = "La vie du contrat, en sept étapes"
STEPS = (
    "rédaction",
    "avis des commissions",
    "les deux votes",
    "votes exécutoires",
    "signature",
    "vie annuelle",
    "bilan",
)
PLACE_OF = {state: rank for rank, state in enumerate(ContractState, start=1)}
NUMBERS = ("", "Un exemplaire", "Deux exemplaires", "Trois exemplaires", "Quatre exemplaires")


@dataclass(frozen=True, slots=True)
class Life:
    """What the life line needs to know of a contract."""

    state: ContractState
    parties: tuple[Party, ...]
    ends_year: int
    copies_count: int | None = None
    place_of_signature: str = ""
    signed_on: date | None = None

    @property
    def place(self) -> int:
        """The step that it stands at, from 1; 8 once it is closed."""
        return PLACE_OF[self.state]

    def obstacles(self, on: date) -> list[Obstacle]:
        """What the signature waits for; nothing once it is signed."""
        return [] if self.signed_on else blockers_for_signature(self.parties, on)


def three_questions(life: Life, on: date, mend: Link | None = None) -> Standing:
    """Say where the contract stands, whose turn it is and what blocks; `mend` leads to what blocks."""
    obstacles = life.obstacles(on)
    stuck = None
    if obstacles:
        stuck = Answer(_what_is_missing(life, obstacles), law=BOTH_ENFORCEABLE, link=mend)
    return Standing(label=LABEL, where=_where(life, on), turn=_turn(life, on), stuck=stuck)


def _what_is_missing(life: Life, obstacles: Sequence[Obstacle]) -> str:
    sides = {one.side for one in obstacles}
    late = [one for one in life.parties if one.side in sides]
    if len(late) == 1:
        return f"La signature attend un vote exécutoire {of(late[0].called)}"
    return "La signature attend deux votes exécutoires"


def _where(life: Life, on: date) -> Answer:
    if life.state is ContractState.CLOSED:
        return Answer("Le contrat est clos", note="Son bilan est fait.")
    text = f"Étape {life.place} sur 7 : {STEPS[life.place - 1]}"
    if life.signed_on:
        return Answer(
            text,
            note=f"Signé le {french.french_date(life.signed_on)}, pour durer jusqu’à fin {life.ends_year}.",
        )
    told = [f"{the(one.called)} a voté." for one in life.parties if one.has_voted()]
    told += [
        f"Aucun vote {of(one.called)} n’est enregistré au {french.french_date(on)}."
        for one in life.parties
        if one.vote is None
    ]
    return Answer(text, note=" ".join(told))


def _turn(life: Life, on: date) -> Answer:
    """One authority and one action in each state. Source: domain.md, « whose turn »."""
    if life.state is ContractState.CLOSED or not life.parties:
        return Answer("À personne" if life.parties else "À qui écrit le contrat")
    if life.state in (ContractState.VOTES, ContractState.ENFORCEABLE):
        return _turn_to_vote(life, on)
    first, departement = life.parties[0], _of_side(life, Side.DEPARTEMENT)
    actor, action = {
        ContractState.DRAFTING: (first, "Arrêter le projet avec l’autre partie."),
        ContractState.OPINIONS: (first, "Recueillir l’avis de ses commissions."),
        ContractState.SIGNATURE: (departement, "Réunir les signatures et en enregistrer la date."),
        ContractState.ACTIVE: (
            departement,
            "Réunir chaque année la rencontre technique, puis le comité de pilotage.",
        ),
        ContractState.REVIEW: (departement, "Achever le bilan avec l’autre partie."),
    }[life.state]
    return Answer(the(to(actor.called)), note=action)


def _turn_to_vote(life: Life, on: date) -> Answer:
    for party in life.parties:
        if not party.has_voted():
            note = (
                "Soumettre le contrat au vote de son assemblée, puis transmettre et publier sa délibération."
            )
            return Answer(the(to(party.called)), note=note)
    for party in life.parties:
        if not party.is_enforceable(on):
            return Answer(the(to(party.called)), note="Transmettre et publier sa délibération.")
    departement = _of_side(life, Side.DEPARTEMENT)
    return Answer(the(to(departement.called)), note="Ouvrir la signature : les deux votes sont exécutoires.")


def _of_side(life: Life, side: Side) -> Party:
    return next((one for one in life.parties if one.side is side), life.parties[0])


def life_line(life: Life, on: date) -> list[Step]:
    """The seven steps, each a brick; two bricks where both parties act."""
    return [
        _draft(life),
        _opinions(life),
        _votes(life),
        _enforceable(life, on),
        _signature(life, on),
        _later(life, 6, "Vie annuelle", "Rencontre technique, puis comité de pilotage"),
        _later(life, 7, "Bilan", f"Au terme, fin {life.ends_year}"),
    ]


def _draft(life: Life) -> Step:
    voted = [one.vote.voted_on for one in life.parties if one.vote]
    when = f"Annexé au vote du {short(min(voted))}" if voted else "Les deux parties l’écrivent"
    return _step(life, 1, "Brouillon", "Arrêté", when)


def _opinions(life: Life) -> Step:
    given = [(one, one.vote.opinions) for one in life.parties if one.vote and one.vote.opinions.total]
    favourable = sum(opinions.favourable for _, opinions in given)
    total = sum(opinions.total for _, opinions in given)
    word = (
        french.plural(favourable, "favorable")
        if favourable == total
        else f"{french.plural(favourable, 'favorable')} sur {total}"
    )
    lines = [f"{_between(opinions)}\nCommissions {of(party.called)}" for party, opinions in given]
    return _step(life, 2, "Avis", word if total else "Non consignés", "\n".join(lines))


def _between(opinions: Opinions) -> str:
    if opinions.first_on is None or opinions.last_on is None:
        return "Dates non données"
    if opinions.first_on == opinions.last_on:
        return short(opinions.first_on)
    return f"{short(opinions.first_on, with_year=False)} – {short(opinions.last_on)}"


def _votes(life: Life) -> Step:
    done = [one.has_voted() for one in life.parties]
    lines = [
        f"{_name(one)} : {short(one.vote.voted_on) if one.vote else 'pas de vote enregistré'}"
        for one in life.parties
    ]
    return _pair(life, 3, "Votes", done, "Acquis", lines)


def _enforceable(life: Life, on: date) -> Step:
    done = [one.is_enforceable(on) for one in life.parties]
    lines = [f"{_name(one)} : {_when_enforceable(one)}" for one in life.parties]
    return _pair(life, 4, "Exécutoire", done, "Les deux", lines)


def _when_enforceable(party: Party) -> str:
    if party.vote is None:
        return "après son vote"
    return short(party.vote.enforceable_on) if party.vote.enforceable_on else "date inconnue"


def _signature(life: Life, on: date) -> Step:
    copies = life.copies_count or 0
    where = f"à {life.place_of_signature}" if life.place_of_signature else ""
    told = [NUMBERS[copies] if 0 < copies < len(NUMBERS) else "", where]
    when = f"{', '.join(one for one in told if one)} ; " if any(told) else ""
    if life.signed_on:
        return _step(life, 5, "Signature", "Signé", f"{when}{short(life.signed_on)}".strip())
    when = f"{when}date en blanc"
    if life.obstacles(on):
        return Step("Signature", State("stuck", "Bloquée"), ("stuck",), when)
    return _step(life, 5, "Signature", "Signé", when)


def _later(life: Life, place: int, title: str, when: str) -> Step:
    return _step(life, place, title, "Faite" if place == 6 else "Fait", when)


def _step(life: Life, place: int, title: str, word: str, when: str) -> Step:
    if life.place > place:
        return Step(title, State("done", word), ("done",), when)
    if life.place == place:
        return Step(title, State("now", "En cours"), ("now",), when, current=True)
    return Step(title, State("next", "À venir"), ("open",), when)


def _pair(life: Life, place: int, title: str, done: list[bool], word: str, lines: list[str]) -> Step:
    """A step that both parties take: one brick each, the first that is missing being the current one."""
    current = life.place == place
    bricks: list[BrickKind] = []
    for one in done:
        waiting: BrickKind = "now" if current and "now" not in bricks else "open"
        bricks.append("done" if one else waiting)
    if done and all(done):
        state = State("done", word)
    elif current:
        state = State("now", "En cours")
    else:
        state = State("next", f"{sum(done)} vote sur {len(done)}" if any(done) else "À venir")
    return Step(title, state, tuple(bricks) or ("open",), "\n".join(lines), current=current)


def _name(party: Party) -> str:
    """Example: « l’agglomération » → « Agglomération »."""
    bare = party.called
    for article in ("l’", "le ", "la "):
        bare = bare.removeprefix(article)
    return the(bare)


def short(on: date, *, with_year: bool = True) -> str:
    """Write a date with its month cut short. Example: 6 déc. 2023."""
    told = short_date(on)
    return told if with_year else told.rsplit(french.NO_BREAK, 1)[0]
