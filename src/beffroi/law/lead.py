"""The fields that one authority leads: a warning on how an operation there is funded."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from beffroi.law.errors import LawInputError, check_amount
from beffroi.law.french import money, percent
from beffroi.law.funding import Amount, cents
from beffroi.law.reckoning import Reckoning, told_inputs
from beffroi.law.tables import LEAD_FIELDS, LEAD_SHARE, LeadField

LEAD_RATE = Decimal(LEAD_SHARE.numerator) / LEAD_SHARE.denominator


def lead_authority(
    field: str,
    public_lines: Sequence[Amount],
    own: Amount,
    *,
    region: Amount = 0,
    departement: Amount = 0,
    state_region_plan: bool = False,
    territorial_agreement: bool = False,
) -> Reckoning[Decimal]:
    """Warn when an operation in a field that an authority leads is funded otherwise than the text says.

    `public_lines` are all public subsidies, those of the region and the département included. The rule never
    says that an operation is unlawful: `holds` is True, or None where somebody must look.

    Unit: rate between 0 and 1. Rounding: the amount needed, up to the cent.
    Raises: LawInputError for a bad amount, no public money at all, a field that is not in the table.
    Source: CGCT L1111-9 I.
    Example: own 60,000 with 200,000 of subsidies → 23.08 %, under 30 %: to be looked at.
    """
    row = _field(field)
    lines = [check_amount("public_lines", line) for line in public_lines]
    share = check_amount("own", own)
    of_region, of_departement = check_amount("region", region), check_amount("departement", departement)
    total = sum(lines, share)
    if total == 0:
        raise LawInputError("own", "Le plan ne comporte aucun financement public.")
    doubts = _doubts(share, total, both=bool(of_region and of_departement), plan=state_region_plan)
    rate = share / total
    return Reckoning(
        rule="lead-authority",
        value=rate,
        holds=None if doubts else True,
        title=f"Domaine à chef de file : {'à examiner' if doubts else 'rien à signaler'}",
        verdict=_verdict(row, doubts, agreement=territorial_agreement),
        inputs=told_inputs((
            ("Domaine", row.label),
            ("Chef de file", row.leader),
            ("Subventions publiques", " + ".join(money(line) for line in lines) or money(0)),
            ("Financement propre", money(share)),
            ("Dont région", money(of_region) if of_region else None),
            ("Dont département", money(of_departement) if of_departement else None),
            ("Contrat de plan État-région", "oui" if state_region_plan else None),
            ("Convention territoriale d’exercice concerté", "oui" if territorial_agreement else None),
        )),
        steps=(f"{money(share)} ÷ {money(total)} = {percent(rate)}", *doubts),
        sources=row.sources,
        notes=("Le logiciel signale et ne décide pas : le rattachement à un domaine se discute.",),
    )  # fmt: skip


def _field(slug: str) -> LeadField:
    for row in LEAD_FIELDS:
        if row.slug == slug:
            return row
    raise LawInputError("field", "Ce domaine ne figure pas dans la table.")


def _doubts(share: Decimal, total: Decimal, *, both: bool, plan: bool) -> tuple[str, ...]:
    found = []
    if Fraction(share) < LEAD_SHARE * Fraction(total):
        subsidies = Fraction(total - share)
        needed = cents(subsidies * LEAD_SHARE / (1 - LEAD_SHARE), up=True)
        found.append(f"part propre sous {percent(LEAD_RATE)} : il faudrait {money(needed)}")
    if both and not plan:
        found.append("subventions de la région et du département ensemble, hors contrat de plan")
    return tuple(found)


def _verdict(row: LeadField, doubts: tuple[str, ...], *, agreement: bool) -> str:
    if not doubts:
        return "Le financement suit les règles des domaines à chef de file."
    verdict = f"À examiner dans le domaine « {row.label} » : {' ; '.join(doubts)}."
    if agreement:
        return f"{verdict} La convention territoriale d’exercice concerté peut y déroger."
    return verdict
