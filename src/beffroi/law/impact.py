"""When an investment needs a study of what it will cost to run."""

from decimal import Decimal
from fractions import Fraction

from beffroi.law import sources
from beffroi.law.errors import check_amount, check_count
from beffroi.law.french import money, percent, plural
from beffroi.law.funding import Amount, cents
from beffroi.law.reckoning import Reckoning, told_inputs
from beffroi.law.tables import IMPACT_BANDS, ImpactBand

LOWER_OF_TWO = (
    "Le texte dit « ou » sans dire lequel des deux seuils l’emporte : entre les deux, un juriste le dit."
)


def impact_study(cost: Amount, population: int, revenue: Amount) -> Reckoning[Decimal]:
    """Compare the cost of an investment with the threshold above which its impact study is required.

    `holds` says that the cost stays within the threshold; it is None between two thresholds that the text
    joins with « ou ».

    Unit: euros; `revenue` is the real operating revenue of the owner. Rounding: down to the cent.
    Raises: LawInputError for a bad amount or population.
    Source: CGCT L1611-9, D1611-35.
    Example: cost 2,000,000, 8,000 inhabitants, revenue 1,500,000 → above 1,500,000: required.
    """
    whole = check_amount("cost", cost, above_zero=True)
    people, earned = check_count("population", population), check_amount("revenue", revenue, above_zero=True)
    band = next(one for one in IMPACT_BANDS if one.population_under is None or people < one.population_under)
    share = cents(Fraction(earned) * band.share)
    least, most = _thresholds(band, share)
    holds = True if whole <= least else False if whole > most else None
    return Reckoning(
        rule="impact-study",
        value=least,
        holds=holds,
        title=f"Étude d’impact : {_word(holds)}, seuil de {money(least)}",
        verdict=_verdict(holds),
        inputs=told_inputs((
            ("Coût total prévu", money(whole)),
            ("Population", plural(people, "habitant")),
            ("Recettes réelles de fonctionnement", money(earned)),
        )),
        steps=_steps(band, earned, share),
        sources=sources.IMPACT_STUDY if band.amount is None else sources.IMPACT_STUDY_WITH_AMOUNT,
        notes=() if band.amount is None else (LOWER_OF_TWO,),
    )  # fmt: skip


def _thresholds(band: ImpactBand, share: Decimal) -> tuple[Decimal, Decimal]:
    if band.amount is None:
        return share, share
    return min(share, band.amount), max(share, band.amount)


def _word(holds: bool | None) -> str:
    return {True: "non exigée", False: "exigée", None: "à vérifier"}[holds]


def _verdict(holds: bool | None) -> str:
    if holds is None:
        return "Le coût est entre les deux seuils : la nécessité de l’étude est à confirmer par un juriste."
    if holds:
        return "Le coût ne dépasse pas le seuil : la délibération se prend sans étude d’impact."
    return "Le coût dépasse le seuil : l’étude d’impact sur le fonctionnement accompagne la délibération."


def _steps(band: ImpactBand, earned: Decimal, share: Decimal) -> tuple[str, ...]:
    rate = percent(Decimal(band.share.numerator) / band.share.denominator)
    first = f"{band.label} : {rate} de {money(earned)} = {money(share)}"
    return (first,) if band.amount is None else (first, f"ou {money(band.amount)}")
