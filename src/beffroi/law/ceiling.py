"""How many votes can be recorded at most."""

from beffroi.law.errors import check_at_most, check_count
from beffroi.law.french import french_number, plural
from beffroi.law.reckoning import Reckoning, told_inputs
from beffroi.law.sources import C_VOTES, INTEREST_C


def vote_ceiling(
    present: int,
    represented: int,
    *,
    recused: int = 0,
    proxies_of_recused: int = 0,
    recorded: int | None = None,
) -> Reckoning[int]:
    """Give the number of votes to account for: for, against, abstentions and not taking part.

    `recused` are among `present`; one proxy per holder, so `proxies_of_recused` is at most `recused`.

    Unit: votes.
    Raises: LawInputError for a part larger than its whole.
    Source: CGCT L2121-20, L2131-11.
    Example: 102 present + 23 represented = 125.
    """
    _check(present, represented, recused, proxies_of_recused)
    ceiling = present + represented - recused - proxies_of_recused
    holds = None if recorded is None else check_count("recorded", recorded) == ceiling
    counted = "" if recorded is None else f", {french_number(recorded)} comptées"
    return Reckoning(
        rule="vote-ceiling",
        value=ceiling,
        holds=holds,
        title=f"Voix à compter : {french_number(ceiling)}{counted}",
        verdict=_verdict(ceiling, recorded),
        inputs=told_inputs((
            ("Présents", french_number(present)),
            ("Représentés", french_number(represented)),
            ("En déport", french_number(recused)),
            ("Procurations portées par eux", french_number(proxies_of_recused)),
            ("Voix enregistrées", None if recorded is None else french_number(recorded)),
        )),
        steps=(
            f"{plural(present, 'présent')} + {plural(represented, 'représenté')} "
            f"− {plural(recused, 'déport')} "
            f"− {plural(proxies_of_recused, 'procuration portée', 'procurations portées')} "
            f"= {plural(ceiling, 'voix', 'voix')}",
        ),
        sources=(C_VOTES, INTEREST_C),
        notes=("Pour, contre, abstentions et non-participations font ensemble ce total.",),
    )  # fmt: skip


def _check(present: int, represented: int, recused: int, proxies_of_recused: int) -> None:
    check_count("present", present)
    check_count("represented", represented)
    check_at_most("recused", check_count("recused", recused), present, "Plus de déports que de présents.")
    check_at_most(
        "proxies_of_recused",
        check_count("proxies_of_recused", proxies_of_recused),
        min(recused, represented),
        "Plus de procurations que de membres en déport ou de représentés.",
    )


def _verdict(ceiling: int, recorded: int | None) -> str:
    if recorded is None:
        return f"Pour, contre, abstentions et non-participations doivent faire {french_number(ceiling)}."
    gap = recorded - ceiling
    if gap > 0:
        return f"Le décompte a {plural(gap, 'voix', 'voix')} de trop."
    if gap < 0:
        return f"Le décompte a {plural(-gap, 'voix', 'voix')} de moins."
    return "Le décompte est complet."
