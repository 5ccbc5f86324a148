"""Votes: the outcome, the absolute majority and the ceiling of what can be counted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import LawInputError, check_at_most, check_count, check_optional_date
from beffroi.law.french import french_date, french_number, plural
from beffroi.law.reckoning import Input, Reckoning, Source, told_inputs
from beffroi.law.tables import ACCOUNTS_SOURCES, VOTES, VoteRule


class Outcome(StrEnum):
    """What became of a proposal; a tie stays open while the chair's vote is not told."""

    ADOPTED = "adopte"
    REJECTED = "rejete"
    TIED = "partage"

    @property
    def label(self) -> str:
        """Its French name."""
        return _OUTCOME_LABELS[self]


_OUTCOME_LABELS = {Outcome.ADOPTED: "adopté", Outcome.REJECTED: "rejeté", Outcome.TIED: "partage des voix"}


_COUNT_LABELS = {
    "for_": "Pour",
    "against": "Contre",
    "abstentions": "Abstentions",
    "blank": "Blancs et nuls",
    "refusals": "Refus de vote",
}


class ChairVote(StrEnum):
    """How the chair voted; that vote is already in the counts."""

    FOR = "pour"
    AGAINST = "contre"
    ABSTAIN = "abstention"


@dataclass(frozen=True, slots=True)
class _Found:
    """An outcome with the reason that led to it; doubtful when no text settles the case."""

    outcome: Outcome
    reason: str
    doubtful: bool = False


def vote_outcome(
    for_: int,
    against: int,
    *,
    assembly: AssemblyKind,
    abstentions: int = 0,
    blank: int = 0,
    refusals: int = 0,
    chair_vote: ChairVote | None = None,
    secret: bool = False,
    accounts: bool = False,
    on: date | None = None,
) -> Reckoning[Outcome]:
    """Tell whether a proposal is adopted; `holds` is None for a tie that nothing settles yet.

    Unit: votes, proxies included; blank and void ballots, abstentions and refusals are no valid votes.
    Raises: LawInputError for a negative count, or a chair's vote that the counts do not contain.
    Source: CGCT L2121-20, L3121-15, L1612-12.
    Example: 4 for, 6 abstentions → adopted.
    """
    counts = {
        "for_": for_,
        "against": against,
        "abstentions": abstentions,
        "blank": blank,
        "refusals": refusals,
    }
    for field, count in counts.items():
        check_count(field, count)
    check_optional_date("on", on)
    _check_chair(chair_vote, for_, against, abstentions)
    rule = VOTES[assembly]
    cited = _sources(rule, accounts=accounts, on=on)
    found = _accounts(for_, against) if accounts else _found(rule, for_, against, chair_vote, secret=secret)
    valid = for_ + against
    return Reckoning(
        rule="vote-outcome",
        value=found.outcome,
        holds=None if found.outcome is Outcome.TIED else found.outcome is Outcome.ADOPTED,
        title=f"Vote : {found.outcome.label}, {plural(for_, 'voix', 'voix')} pour et {against} contre",
        verdict=found.reason,
        inputs=_inputs(counts, assembly, on, chair_vote, secret=secret, accounts=accounts),
        steps=(
            f"Suffrages exprimés : {for_} pour + {against} contre = {valid}",
            f"{for_} pour {_sign(for_, against)} {against} contre",
        ),
        sources=cited,
        notes=_notes(found, abstentions + blank + refusals, accounts=accounts),
    )


def _check_chair(chair_vote: ChairVote | None, for_: int, against: int, abstentions: int) -> None:
    counted = {ChairVote.FOR: for_, ChairVote.AGAINST: against, ChairVote.ABSTAIN: abstentions}
    if chair_vote is not None and counted[chair_vote] == 0:
        raise LawInputError("chair_vote", "La voix du président n’est pas comprise dans le décompte.")


def _sources(rule: VoteRule, *, accounts: bool, on: date | None) -> tuple[Source, ...]:
    if not accounts:
        return rule.sources
    dated = ACCOUNTS_SOURCES if on is None else tuple(one for one in ACCOUNTS_SOURCES if one.holds_on(on))
    return (*dated, sources.ACCOUNTS_CHAIR)


def _accounts(for_: int, against: int) -> _Found:
    if against > for_:
        return _Found(Outcome.REJECTED, "Une majorité s’est prononcée contre le compte.")
    reason = "Aucune majorité ne s’est prononcée contre : le compte est adopté."
    return _Found(Outcome.ADOPTED, reason, doubtful=for_ + against == 0)


def _found(rule: VoteRule, for_: int, against: int, chair: ChairVote | None, *, secret: bool) -> _Found:
    if for_ + against == 0:
        reason = "Aucun suffrage exprimé : la proposition est tenue pour rejetée."
        return _Found(Outcome.REJECTED, reason, doubtful=True)
    if for_ > against:
        return _Found(Outcome.ADOPTED, "Plus de voix pour que de voix contre.")
    if for_ < against:
        return _Found(Outcome.REJECTED, "Plus de voix contre que de voix pour.")
    return _tie(rule, chair, secret=secret)


def _tie(rule: VoteRule, chair: ChairVote | None, *, secret: bool) -> _Found:
    if secret and rule.secret_tie_rejects:
        return _Found(Outcome.REJECTED, "Partage des voix au scrutin secret : la proposition est rejetée.")
    if chair is None:
        return _Found(
            Outcome.TIED, "Partage des voix : celle du président décide, et elle n’est pas indiquée."
        )
    if chair is ChairVote.ABSTAIN:
        reason = "Partage des voix, le président s’abstient : la proposition est tenue pour rejetée."
        return _Found(Outcome.REJECTED, reason, doubtful=True)
    adopted = chair is ChairVote.FOR
    return _Found(
        Outcome.ADOPTED if adopted else Outcome.REJECTED,
        f"Partage des voix : le président a voté {chair.value}, et sa voix décide.",
    )


def _sign(for_: int, against: int) -> str:
    return ">" if for_ > against else "<" if for_ < against else "="


def _inputs(
    counts: dict[str, int],
    assembly: AssemblyKind,
    on: date | None,
    chair: ChairVote | None,
    *,
    secret: bool,
    accounts: bool,
) -> tuple[Input, ...]:
    told = [(_COUNT_LABELS[field], french_number(count)) for field, count in counts.items()]
    return told_inputs((
        ("Assemblée", assembly.label),
        ("Date", None if on is None else french_date(on)),
        *told,
        ("Vote du président", None if chair is None else chair.value),
        ("Scrutin secret", "oui" if secret else None),
        ("Compte financier unique", "oui" if accounts else None),
    ))  # fmt: skip


def _notes(found: _Found, others: int, *, accounts: bool) -> tuple[str, ...]:
    notes = []
    if others:
        notes.append(
            f"Abstentions, bulletins blancs ou nuls, refus : {french_number(others)}, "
            "hors des suffrages exprimés."
        )
    if accounts:
        notes.append(
            "Un président élu dirige le débat ; l’exécutif se retire, ne compte dans aucun quorum "
            "et ne donne pas procuration."
        )
    if found.doubtful:
        notes.append(
            "Aucun texte connu ne règle ce cas : réponse retenue par défaut, à confirmer par un juriste."
        )
    return tuple(notes)


def absolute_majority(valid_votes: int, *, votes_for: int | None = None) -> Reckoning[int]:
    """Give the number of votes that makes an absolute majority of the valid votes.

    Unit: votes. Rounding: half, rounded down, plus one.
    Source: CGCT L2121-20.
    Example: 125 → 63.
    """
    check_count("valid_votes", valid_votes)
    threshold = valid_votes // 2 + 1
    given, half, needed = (french_number(one) for one in (valid_votes, valid_votes // 2, threshold))
    inputs = [("Suffrages exprimés", given)]
    holds, verdict = None, f"Il faut {needed} voix."
    if votes_for is not None:
        check_at_most(
            "votes_for",
            check_count("votes_for", votes_for),
            valid_votes,
            "Plus de voix que de suffrages exprimés.",
        )
        holds = votes_for >= threshold
        verdict = (
            f"Majorité absolue {'atteinte' if holds else 'manquée'} : {plural(votes_for, 'voix', 'voix')}."
        )
        inputs.append(("Voix obtenues", french_number(votes_for)))
    return Reckoning(
        rule="absolute-majority",
        value=threshold,
        holds=holds,
        title=f"Majorité absolue : {needed} voix sur {given} exprimées",
        verdict=verdict,
        inputs=told_inputs(inputs),
        steps=(f"{given} ÷ 2, arrondi à {half}, plus 1 = {needed}",),
        sources=(sources.C_VOTES,),
        notes=("Les abstentions, refus, bulletins blancs et nuls ne sont pas des suffrages exprimés.",),
    )
