"""Members who sit on both sides, and interests declared: notes and warnings, never a decision.

Source: CGCT L3132-5, L2131-11, L1111-6; law 2025-1249 of 22 December 2025; law.md §5.
"""

from dataclasses import dataclass
from datetime import date

from beffroi.assemblies.models import Mandate
from beffroi.contracts.kinds import Side
from beffroi.core.text import fold
from beffroi.operations.kinds import InterestKind
from beffroi.operations.models import Report

# From that day a public interest is no interest any more.
PUBLIC_INTEREST_ENDS_ON = date(2025, 12, 23)
LAW = "CGCT, art. L3132-5 ; loi n° 2025-1249 du 22 décembre 2025"
RECUSAL = "CGCT, art. L3132-5 et L1111-6, II"


@dataclass(frozen=True, slots=True)
class Note:
    """What the assembly should know before it votes; a warning asks for a recusal to be considered."""

    sentence: str
    source: str
    is_warning: bool


def notes_of(report: Report, on: date) -> list[Note]:
    """Tell the double mandates and the declared interests of a report, for a sitting held that day."""
    return [*_double_mandates(report, on), *_declared(report, on)]


def _double_mandates(report: Report, on: date) -> list[Note]:
    epci = report.contract.parties.filter(side=Side.EPCI).values_list("organisation", flat=True)
    there = Mandate.objects.active(on).filter(seat__assembly__organisation__in=epci)
    names = {fold(str(one.member)) for one in there.select_related("member")}
    here = Mandate.objects.active(on).filter(seat__assembly=report.assembly).select_related("member")
    both = sorted({str(one.member) for one in here if fold(str(one.member)) in names})
    is_warning = on < PUBLIC_INTEREST_ENDS_ON
    told = (
        "à cette date, un intérêt public peut encore être un conflit : le déport est à examiner."
        if is_warning
        else "un intérêt public n’est plus un conflit d’intérêts depuis le 23 décembre 2025."
    )
    return [
        Note(
            f"{name} porte le même nom qu’un membre du conseil de l’intercommunalité : {told}",
            LAW,
            is_warning,
        )
        for name in both
    ]


def _declared(report: Report, on: date) -> list[Note]:
    found = []
    items = report.items.on_the_agenda().prefetch_related("interests__member").select_related("operation")
    for item in items:
        for one in item.interests.all():
            is_warning = one.kind != InterestKind.PUBLIC or on < PUBLIC_INTEREST_ENDS_ON
            told = " Déport à enregistrer au vote." if is_warning else ""
            sentence = f"{one.member} déclare, sur « {item.operation} » : {one.get_kind_display()}.{told}"
            found.append(Note(sentence, RECUSAL if is_warning else LAW, is_warning))
    return found
