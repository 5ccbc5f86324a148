"""The final payment of a grant, recomputed on what was really spent."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from beffroi.law import sources
from beffroi.law.errors import LawInputError, check_amount
from beffroi.law.french import money, percent
from beffroi.law.reckoning import Reckoning, Source, told_inputs

Amount = Decimal | int
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class FinalPayment:
    """The grant once recomputed, and what is still due or must be repaid: one of the two is zero.

    Unit: euros.
    """

    grant: Decimal
    due: Decimal
    repayment: Decimal


def final_payment(
    voted: Amount, eligible: Amount, real: Amount, paid: Amount, *, pro_rata: bool = True
) -> Reckoning[FinalPayment]:
    """Recompute a grant on the real eligible cost: less cost lowers it pro rata, an overrun never raises it.

    Unit: euros. Rounding: to the cent, half up.
    Raises: LawInputError for a bad amount, a zero eligible cost, a grant above the eligible cost.
    Source: law.md §9; the clause of the agreement.
    Example: voted 100,000 on 400,000, real cost 363,333.33, paid 70,000 → grant 90,833.33, due 20,833.33.
    """
    grant, base = check_amount("voted", voted), check_amount("eligible", eligible, above_zero=True)
    cost, already = check_amount("real", real), check_amount("paid", paid)
    if grant > base:
        raise LawInputError("voted", "La subvention votée dépasse la dépense éligible.")
    lowered = pro_rata and cost < base
    final = half_up(Fraction(grant) * Fraction(cost) / Fraction(base)) if lowered else grant
    value = FinalPayment(final, max(final - already, Decimal(0)), max(already - final, Decimal(0)))
    return Reckoning(
        rule="final-payment",
        value=value,
        holds=None,
        title=_title(value),
        verdict=_verdict(grant, cost, base, final, pro_rata=pro_rata),
        inputs=told_inputs((
            ("Subvention votée", money(grant)),
            ("Dépense éligible prévue", money(base)),
            ("Dépense éligible réelle", money(cost)),
            ("Déjà versé", money(already)),
            ("Proratisation prévue par la convention", "oui" if pro_rata else "non"),
        )),
        steps=_steps((grant, base, cost, already), value, lowered=lowered),
        sources=_sources(value),
        notes=_notes(value, cost),
    )  # fmt: skip


def half_up(exact: Fraction) -> Decimal:
    """Round a positive amount to the cent, half up."""
    return Decimal(floor(exact * 100 + HALF)).scaleb(-2)


def _title(value: FinalPayment) -> str:
    if value.repayment:
        return f"Solde : reversement de {money(value.repayment)}"
    return f"Solde : {money(value.due)} à verser"


def _verdict(grant: Decimal, cost: Decimal, base: Decimal, final: Decimal, *, pro_rata: bool) -> str:
    if cost > base:
        return f"Un dépassement de coût ne relève jamais la subvention : elle reste de {money(grant)}."
    if cost == base:
        return "La dépense est conforme : la subvention ne change pas."
    if not pro_rata:
        return f"La convention ne prévoit pas de proratisation : la subvention reste de {money(grant)}."
    return f"La dépense est moindre : la subvention est ramenée à {money(final)}."


def _steps(
    amounts: tuple[Decimal, Decimal, Decimal, Decimal], value: FinalPayment, *, lowered: bool
) -> tuple[str, ...]:
    grant, base, cost, already = amounts
    rate = f"{money(grant)} ÷ {money(base)} = {percent(grant / base)}"
    if lowered:
        new = f"{money(cost)} × {money(grant)} ÷ {money(base)} = {money(value.grant)}"
    else:
        new = f"Subvention : {money(value.grant)}"
    if value.repayment:
        end = f"{money(already)} − {money(value.grant)} = {money(value.repayment)} à reverser"
    else:
        end = f"{money(value.grant)} − {money(already)} = {money(value.due)} à verser"
    return rate, new, end


def _sources(value: FinalPayment) -> tuple[Source, ...]:
    cited = (sources.FINAL_PAYMENT_CLAUSE, sources.CONDITIONS_AT_AWARD)
    return (*cited, sources.CONTRADICTORY_PROCEDURE) if value.repayment else cited


def _notes(value: FinalPayment, cost: Decimal) -> tuple[str, ...]:
    notes = []
    if value.repayment:
        notes.append(
            "Un reversement suit une procédure contradictoire et une décision motivée, puis un titre."
        )
    if value.grant > cost:
        notes.append("La subvention dépasse la dépense réelle : à vérifier.")
    return tuple(notes)
