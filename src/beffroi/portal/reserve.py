"""What a page must hold back: a rule computed from facts that the text leaves in doubt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from beffroi.core.text import fold
from beffroi.core.ui.parts import State
from beffroi.law.french import french_date, typeset
from beffroi.law.reckoning import Input, Reckoning
from beffroi.reader.model import Deliberation, Finding, Sitting

DISPATCH_UNKNOWN = "dispatch-date-not-stated"
MAYBE_INDIVIDUAL = (
    "Si l’acte attribue une subvention à une personne nommée, c’est une décision individuelle : "
    "la date compte alors de la notification (CGCT, art. L2131-1 ; CE, 4 octobre 2021, n° 438695). "
    "À confirmer."
)
_GRANTING = re.compile(r"\b(?:attribue|accorde|octroie|alloue)(?:nt)?\b")
_GRANTED = re.compile(r"\b(?:subventions?|fonds de concours|aides?)\b")


@dataclass(frozen=True, slots=True)
class ShownSum:
    """A rule as the page tells it, and its state; empty when the rule tells it itself."""

    reckoning: Reckoning[Any]
    kind: str = ""
    word: str = ""


def hold_back(
    reckoning: Reckoning[Any],
    sitting: Sitting,
    findings: Iterable[Finding],
    act: Deliberation | None = None,
) -> ShownSum:
    """Put on a rule the reservation that its facts call for."""
    if reckoning.rule == "clear-days" and any(one.code == DISPATCH_UNKNOWN for one in findings):
        return _if_it_left_that_day(reckoning, sitting)
    if reckoning.rule == "quorum" and sitting.members_in_office is None:
        return _out_of_the_names(reckoning)
    if reckoning.rule == "enforceable" and reckoning.value is not None:
        if act is not None and may_be_individual(act):
            told = replace(reckoning, notes=(*reckoning.notes, MAYBE_INDIVIDUAL))
            return _shown(told, State("ask", "À confirmer"))
        return _shown(reckoning, State("done", "Acquis"))
    return ShownSum(reckoning)


def may_be_individual(act: Deliberation) -> bool:
    """Tell whether a decision grants money: it may then be to someone it names."""
    return any(
        _GRANTING.search(fold(one.verb)) and _GRANTED.search(fold(one.text.value)) for one in act.decisions
    )


def _if_it_left_that_day(reckoning: Reckoning[Any], sitting: Sitting) -> ShownSum:
    if sitting.convened_on is None:
        return ShownSum(reckoning)
    condition = f"Si elle est partie le {french_date(sitting.convened_on.value)}"
    told = replace(
        _relabelled(reckoning, "Envoi", "Convocation datée du"),
        title=f"{reckoning.title}, {condition[:1].lower()}{condition[1:]}",
        verdict=f"{condition} : {reckoning.verdict[:1].lower()}{reckoning.verdict[1:]}",
    )
    return _shown(told, State("ask", "À confirmer"))


def _out_of_the_names(reckoning: Reckoning[Any]) -> ShownSum:
    label = "Noms dans les trois listes (sièges en exercice non indiqués)"
    told = _relabelled(reckoning, "Membres en exercice", label)
    return _shown(told, State("ask", "Atteint, sous réserve")) if told.holds else ShownSum(told)


def _relabelled(reckoning: Reckoning[Any], label: str, wanted: str) -> Reckoning[Any]:
    inputs = tuple(
        Input(typeset(wanted), one.value) if one.label == label else one for one in reckoning.inputs
    )
    return replace(reckoning, inputs=inputs)


def _shown(reckoning: Reckoning[Any], state: State) -> ShownSum:
    return ShownSum(reckoning, state.kind, state.word)
