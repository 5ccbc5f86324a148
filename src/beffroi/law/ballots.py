"""Requests of members: public ballot, secret ballot, closed session."""

from math import ceil

from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import LawInputError, check_at_most, check_count
from beffroi.law.french import french_number, plural
from beffroi.law.reckoning import Reckoning, told_inputs
from beffroi.law.tables import REQUESTS, BallotKind, RequestRule


def ballot_request(
    asking: int,
    present: int,
    *,
    kind: BallotKind,
    assembly: AssemblyKind,
    by_chair: bool = False,
    nomination: bool = False,
) -> Reckoning[int]:
    """Tell how many members must ask for a public or secret ballot or a closed session, and whether they do.

    Unit: members. Rounding: a share of those present is rounded up.
    Raises: LawInputError when more ask than are present.
    Source: CGCT L2121-21, L3121-15, L2121-18, L5211-11, L3121-11.
    Example: 102 present → a public ballot on request of 26 (EPCI), 17 (département).
    """
    check_count("present", present, at_least=1)
    check_at_most("asking", check_count("asking", asking), present, "Plus de demandeurs que de présents.")
    if nomination and kind is BallotKind.CLOSED_SESSION:
        raise LawInputError(
            "nomination", "Une nomination se vote au scrutin secret ; elle n’impose pas le huis clos."
        )
    rule = REQUESTS[assembly, kind]
    threshold = _threshold(rule, present)
    holds, verdict = _answer(rule, kind, asking, threshold, by_chair=by_chair, nomination=nomination)
    return Reckoning(
        rule="ballot-request",
        value=threshold,
        holds=holds,
        title=f"{kind.label.capitalize()} : {_wanted(threshold)}, {asking} ici",
        verdict=verdict,
        inputs=told_inputs((
            ("Assemblée", assembly.label),
            ("Demande", kind.label),
            ("Demandeurs", french_number(asking)),
            ("Présents", french_number(present)),
            ("Demande du président", "oui" if by_chair else None),
            ("Nomination", "oui" if nomination else None),
        )),
        steps=(_step(rule, present, threshold),),
        sources=rule.sources,
        notes=_notes(kind),
    )  # fmt: skip


def _wanted(threshold: int) -> str:
    return plural(threshold, "demandeur exigé", "demandeurs exigés")


def _threshold(rule: RequestRule, present: int) -> int:
    return rule.members if rule.share is None else ceil(present * rule.share)


def _answer(
    rule: RequestRule, kind: BallotKind, asking: int, threshold: int, *, by_chair: bool, nomination: bool
) -> tuple[bool, str]:
    if nomination:
        if kind is BallotKind.SECRET:
            return True, "Une nomination se vote au scrutin secret, sans qu’il faille le demander."
        return False, "Une nomination se vote au scrutin secret : il prévaut sur le scrutin public."
    if by_chair and rule.chair_alone:
        return True, "Le président le demande : cela suffit."
    if asking >= threshold:
        return True, "La demande est recevable."
    return False, f"Il manque {plural(threshold - asking, 'demandeur')}."


def _step(rule: RequestRule, present: int, threshold: int) -> str:
    if rule.share is None:
        return f"{plural(threshold, 'membre')}, ou le président seul"
    whole = present % rule.share.denominator == 0
    exact = "" if whole else ", arrondi au-dessus"
    return f"{plural(present, 'présent')} ÷ {rule.share.denominator}{exact} = {french_number(threshold)}"


def _notes(kind: BallotKind) -> tuple[str, ...]:
    if kind is BallotKind.PUBLIC:
        return (
            "Les noms et les votes figurent au procès-verbal ; le scrutin secret l’emporte sur le public.",
        )
    if kind is BallotKind.SECRET:
        return ("À distance, un scrutin secret adopté reporte l’affaire.",)
    return ()
