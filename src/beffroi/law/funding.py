"""Who pays for an operation: the owner's own share, and the fonds de concours."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from beffroi.law import sources
from beffroi.law.errors import LawInputError, check_amount
from beffroi.law.french import money, percent
from beffroi.law.reckoning import Reckoning, told_inputs
from beffroi.law.tables import OWN_SHARE_EXCEPTIONS, OWN_SHARE_FLOOR, OwnShareException

Amount = Decimal | int
FLOOR_RATE = Decimal(OWN_SHARE_FLOOR.numerator) / OWN_SHARE_FLOOR.denominator
FINEST_PLACES = 8


def cents(exact: Fraction, *, up: bool = False) -> Decimal:
    """Give an amount in whole cents.

    Unit: euros. Rounding: down, or up when asked.
    """
    whole = ceil(exact * 100) if up else floor(exact * 100)
    return Decimal(whole).scaleb(-2)


def own_share(
    public_lines: Sequence[Amount],
    own: Amount,
    *,
    private: Amount = 0,
    exception: str | None = None,
    investment: bool = True,
) -> Reckoning[Decimal]:
    """Compare the owner's own money with all public funding of the operation, own money included.

    `public_lines` are the public subsidies without the owner's share; private money is left out.
    `holds` is None when the floor is missed but an exception may apply, and outside investment.

    Unit: rate between 0 and 1, never rounded for the test. Rounding: the amount needed, up to the cent.
    Raises: LawInputError for a bad amount, no public money at all, an exception that is not in the table.
    Source: CGCT L1111-10 III.
    Example: own 60,000 with 300,000 of subsidies → 16.67 %, not met: 75,000 are needed.
    """
    lines = [check_amount("public_lines", line) for line in public_lines]
    share, apart = check_amount("own", own), check_amount("private", private)
    total = sum(lines, share)
    subsidies = total - share
    if total == 0:
        raise LawInputError("own", "Le plan ne comporte aucun financement public.")
    row = _exception(exception)
    met = Fraction(share) >= OWN_SHARE_FLOOR * Fraction(total)
    holds = None if not investment or (row is not None and not met) else met
    rate = share / total
    shown = _shown_rate(rate, met=met)
    verdict, more = _verdict(subsidies, share, row, met=met, investment=investment)
    return Reckoning(
        rule="own-share",
        value=rate,
        holds=holds,
        title=f"Part propre : {percent(FLOOR_RATE)} exigés, {shown} ici",
        verdict=verdict,
        inputs=told_inputs((
            ("Subventions publiques", " + ".join(money(line) for line in lines) or money(0)),
            ("Financement propre", money(share)),
            ("Financement privé", f"{money(apart)}, hors du calcul" if apart else None),
            ("Exception invoquée", None if row is None else row.label),
            ("Nature", "investissement" if investment else "fonctionnement"),
        )),
        steps=(*_share_steps(share, total, shown), *more),
        sources=(sources.OWN_SHARE,) if row is None else (sources.OWN_SHARE, *row.sources),
        notes=("La part se calcule sur l’argent public, non sur le coût ; l’argent privé n’y entre pas.",),
    )  # fmt: skip


def _share_steps(share: Decimal, total: Decimal, shown: str) -> tuple[str, str]:
    public = f"{money(share)} de part propre + {money(total - share)} de subventions = {money(total)} publics"
    return public, f"{money(share)} ÷ {money(total)} = {shown}"


def _exception(slug: str | None) -> OwnShareException | None:
    if slug is None:
        return None
    for row in OWN_SHARE_EXCEPTIONS:
        if row.slug == slug:
            return row
    raise LawInputError("exception", "Cette exception ne figure pas dans la table.")


def _shown_rate(rate: Decimal, *, met: bool) -> str:
    """Write the rate so that a floor that is missed never reads as reached."""
    floor_text = percent(FLOOR_RATE)
    for places in range(2, FINEST_PLACES):
        text = percent(rate, places)
        if met or text != floor_text:
            return text
    return f"un peu moins de {floor_text}"


def _verdict(
    subsidies: Decimal, share: Decimal, row: OwnShareException | None, *, met: bool, investment: bool
) -> tuple[str, tuple[str, ...]]:
    """Give the sentence, and the further steps that tell what is needed."""
    if not investment:
        return "Le plancher ne vise que les opérations d’investissement.", ()
    if met:
        return "La part propre minimale est atteinte.", ()
    needed = cents(Fraction(subsidies) * OWN_SHARE_FLOOR / (1 - OWN_SHARE_FLOOR), up=True)
    step = f"{money(subsidies)} ÷ 80 % × 20 % = {money(needed)}, sur {money(needed + subsidies)}"
    if row is not None:
        place = "est hors du champ de la règle" if row.outside else "peut abaisser ce plancher"
        return f"Plancher non atteint, mais l’exception « {row.label} » {place}.", (step,)
    missing = money(needed - share)
    return (
        f"Part propre insuffisante : il faut {money(needed)} de financement propre "
        f"sur {money(needed + subsidies)}, soit {missing} de plus.",
        (step,),
    )


def fonds_de_concours(cost: Amount, subsidies: Amount, amount: Amount | None = None) -> Reckoning[Decimal]:
    """Give the most that a communauté may pay to a commune for an operation, and test an amount.

    Unit: euros. Rounding: down to the cent.
    Raises: LawInputError for a bad amount, or subsidies above the cost.
    Source: CGCT L5216-5 VI.
    Example: cost 500,000, subsidies 300,000 → at most 100,000.
    """
    whole, helped = check_amount("cost", cost, above_zero=True), check_amount("subsidies", subsidies)
    if helped > whole:
        raise LawInputError("subsidies", "Les subventions dépassent le coût.")
    asked = None if amount is None else check_amount("amount", amount)
    carried = whole - helped
    most = cents(Fraction(carried) / 2)
    planned = "" if asked is None else f", {money(asked)} prévus"
    return Reckoning(
        rule="fonds-de-concours",
        value=most,
        holds=None if asked is None else asked <= most,
        title=f"Fonds de concours : {money(most)} au plus{planned}",
        verdict=_concours_verdict(most, asked),
        inputs=told_inputs((
            ("Coût", money(whole)),
            ("Subventions", money(helped)),
            ("Fonds de concours", None if asked is None else money(asked)),
        )),
        steps=(
            f"{money(whole)} − {money(helped)} = {money(carried)} à la charge de la commune",
            f"{money(carried)} ÷ 2 = {money(most)}",
        ),
        sources=(sources.FONDS_DE_CONCOURS,),
        notes=(
            "Votes concordants du conseil communautaire et du conseil municipal.",
            "Second examen, en plus de la part propre de 20 % du financement public.",
        ),
    )  # fmt: skip


def _concours_verdict(most: Decimal, asked: Decimal | None) -> str:
    if asked is None:
        return "La commune garde au moins autant que ce qu’elle reçoit."
    if asked <= most:
        return "Le fonds de concours ne dépasse pas la part que garde la commune."
    return f"Trop élevé de {money(asked - most)}."
