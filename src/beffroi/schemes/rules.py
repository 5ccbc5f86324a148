"""What the rules of an aid say of a project, one by one, and what the aid would be: plain values alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beffroi.core.money import to_cent
from beffroi.core.text import fold
from beffroi.law.french import french_date, french_number, money, percent, plural, typeset
from beffroi.schemes.kinds import BeneficiaryKind, OperationKind

ENDINGS = {True: "Remplie.", False: "Non remplie.", None: "À préciser."}
NUMBERS = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept")


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One version of the rules of an aid; what is empty is no condition, a bound is itself allowed."""

    in_force_from: date
    in_force_until: date | None = None
    beneficiary_kinds: tuple[str, ...] = ()
    population_max: int | None = None
    cost_min_amount: Decimal | None = None
    cost_max_amount: Decimal | None = None
    operation_kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    rate: Decimal | None = None
    cap_amount: Decimal | None = None
    minimum_amount: Decimal | None = None
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is known of a project; what is not told stays empty."""

    beneficiary_kind: str | None = None
    population: int | None = None
    # Who says this population; a person who tries the rules by hand names nobody.
    population_source: str = ""
    eligible_cost_amount: Decimal | None = None
    operation_kind: str | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One rule looked at: it holds, it does not, or it cannot be told (None)."""

    name: str
    holds: bool | None
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the aid would be, and its arithmetic; None when it cannot be computed."""

    amount: Decimal | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What the rules say of a project, and the aid that it could hope for."""

    checks: tuple[Check, ...]
    estimate: Decimal | None
    steps: tuple[str, ...]

    @property
    def holds(self) -> bool | None:
        """Whether every rule holds: a failure decides, else a doubt suspends."""
        answers = {one.holds for one in self.checks}
        if False in answers:
            return False
        return None if None in answers else True

    @property
    def verdict(self) -> str:
        """Say it in one sentence."""
        if self.holds:
            return "Toutes les règles sont remplies."
        count = sum(one.holds is self.holds for one in self.checks)
        if self.holds is None:
            can = "ne peut pas être vérifiée" if count == 1 else "ne peuvent pas être vérifiées"
        else:
            can = "n’est pas remplie" if count == 1 else "ne sont pas remplies"
        return f"{NUMBERS[count]} {'règle' if count == 1 else 'règles'} {can}."


def pre_check(rules: RuleFacts, project: ProjectFacts, on: date) -> Eligibility:
    """Look at each rule for a project on a day, and estimate the aid unless a rule fails.

    Unit: euros. Rounding: to the cent, half up.
    """
    checks = (_in_force(rules, on), *_conditions(rules, project))
    if any(one.holds is False for one in checks):
        return Eligibility(checks, None, ())
    found = estimate_aid(rules, project.eligible_cost_amount)
    return Eligibility(checks, found.amount, found.steps)


def estimate_aid(rules: RuleFacts, cost: Decimal | None) -> Estimate:
    """Compute the aid: the rate of the eligible cost, at most the cap, nothing under the minimum.

    Unit: euros. Rounding: to the cent, half up.
    Example: 25 % of 120,000 € → 30,000 €.
    """
    if rules.rate is None:
        return Estimate(None, (typeset("Aucun taux n’est fixé : l’aide ne se calcule pas"),))
    if cost is None:
        return Estimate(None, (typeset("Coût éligible non indiqué : l’aide ne se calcule pas"),))
    amount = to_cent(rules.rate * cost)
    steps = [f"{percent(rules.rate)} × {money(cost)} = {money(amount)}"]
    if rules.cap_amount is not None and amount > rules.cap_amount:
        amount = rules.cap_amount
        steps.append(f"Plafond : {money(amount)} au plus")
    if rules.minimum_amount is not None and amount < rules.minimum_amount:
        amount = Decimal(0)
        steps.append(f"Aide minimale : en dessous de {money(rules.minimum_amount)}, rien n’est versé")
    return Estimate(amount, tuple(typeset(one) for one in steps))


def period_of(starts_on: date, ends_on: date | None) -> str:
    """Tell between which days rules hold."""
    if ends_on is None:
        return f"en vigueur depuis le {french_date(starts_on)}"
    return f"en vigueur du {french_date(starts_on)} au {french_date(ends_on)}"


def one_of(words: Sequence[str]) -> str:
    """Tell what may be chosen. Example: commune, syndicat ou association · commune seulement."""
    if len(words) == 1:
        return f"{words[0]} seulement"
    return f"{', '.join(words[:-1])} ou {words[-1]}"


def _check(rules: RuleFacts, name: str, holds: bool | None, told: str, wanted: str) -> Check:
    period = f"règles {period_of(rules.in_force_from, rules.in_force_until)}"
    source = f"{rules.source_note} ; {period}" if rules.source_note else period
    return Check(name, holds, typeset(f"{told} : {wanted}. {ENDINGS[holds]}"), typeset(source))


def _in_force(rules: RuleFacts, on: date) -> Check:
    ends = rules.in_force_until
    holds = rules.in_force_from <= on and (ends is None or on <= ends)
    wanted = f"règles {period_of(rules.in_force_from, ends)}"
    return _check(rules, "in_force", holds, french_date(on), wanted)


def _conditions(rules: RuleFacts, project: ProjectFacts) -> list[Check]:
    found = []
    if rules.beneficiary_kinds:
        found.append(_beneficiary(rules, project.beneficiary_kind))
    if rules.population_max is not None:
        found.append(_population(rules, rules.population_max, project))
    if rules.cost_min_amount is not None:
        found.append(_cost(rules, "cost_min", rules.cost_min_amount, project.eligible_cost_amount))
    if rules.cost_max_amount is not None:
        found.append(_cost(rules, "cost_max", rules.cost_max_amount, project.eligible_cost_amount))
    if rules.operation_kinds:
        found.append(_operation_kind(rules, project.operation_kind))
    if rules.themes:
        found.append(_themes(rules, project.themes))
    return found


def _beneficiary(rules: RuleFacts, kind: str | None) -> Check:
    wanted = one_of([str(BeneficiaryKind(one).label) for one in rules.beneficiary_kinds])
    if kind is None:
        return _check(rules, "beneficiary", None, "Bénéficiaire non indiqué", wanted)
    told = f"Bénéficiaire « {BeneficiaryKind(kind).label} »"
    return _check(rules, "beneficiary", kind in rules.beneficiary_kinds, told, wanted)


def _population(rules: RuleFacts, most: int, project: ProjectFacts) -> Check:
    wanted = f"{french_number(most)} au plus"
    population = project.population
    if population is None:
        return _check(rules, "population", None, "Population non indiquée", wanted)
    said = f" ({project.population_source})" if project.population_source else ""
    told = f"Population de {plural(population, 'habitant')}{said}"
    return _check(rules, "population", population <= most, told, wanted)


def _cost(rules: RuleFacts, name: str, bound: Decimal, cost: Decimal | None) -> Check:
    wanted = f"{money(bound)} {'au moins' if name == 'cost_min' else 'au plus'}"
    if cost is None:
        return _check(rules, name, None, "Coût éligible non indiqué", wanted)
    holds = cost >= bound if name == "cost_min" else cost <= bound
    return _check(rules, name, holds, f"Coût éligible de {money(cost)}", wanted)


def _operation_kind(rules: RuleFacts, kind: str | None) -> Check:
    wanted = one_of([str(OperationKind(one).label) for one in rules.operation_kinds])
    if kind is None:
        return _check(rules, "operation_kind", None, "Nature non indiquée", wanted)
    told = f"Nature « {OperationKind(kind).label} »"
    return _check(rules, "operation_kind", kind in rules.operation_kinds, told, wanted)


def _themes(rules: RuleFacts, themes: Sequence[str]) -> Check:
    """Compare words without case or accents: one theme in common is enough."""
    wanted = one_of(rules.themes)
    if not themes:
        return _check(rules, "themes", None, "Thèmes non indiqués", wanted)
    holds = not {fold(one) for one in themes}.isdisjoint(fold(one) for one in rules.themes)
    return _check(rules, "themes", holds, f"Thèmes {', '.join(f'« {one} »' for one in themes)}", wanted)
