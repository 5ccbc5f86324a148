"""What the pages of aids show, on a given day."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from beffroi.core.text import fold
from beffroi.core.ui.lists import Filter, ListKind, Sort
from beffroi.core.ui.parts import Fact
from beffroi.law.french import french_number, money, percent
from beffroi.schemes.actions import why_frozen
from beffroi.schemes.facts import facts_of
from beffroi.schemes.kinds import BeneficiaryKind, OperationKind, SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from beffroi.schemes.rules import Eligibility, ProjectFacts, one_of, period_of, pre_check

ORDER = {True: 0, None: 1, False: 2}


@dataclass(frozen=True, slots=True)
class Row:
    """An aid of the list, with the rules in force that day, when there are some."""

    scheme: Scheme
    rules: SchemeRules | None

    @property
    def told_rate(self) -> str:
        """Its rate and its cap, in words."""
        if self.rules is None or self.rules.rate is None:
            return "—"
        cap = self.rules.cap_amount
        return percent(self.rules.rate) + (f", {money(cap)} au plus" if cap is not None else "")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the rules: when it holds, what it says, whether it can still change."""

    rules: SchemeRules
    period: str
    kind: str
    word: str
    facts: tuple[Fact, ...]
    frozen: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What one aid answers to a project."""

    scheme: Scheme
    found: Eligibility


def rows_of(schemes: list[Scheme], on: date) -> list[Row]:
    """Give the lines of the list; the aids were read with their rules."""
    return [Row(one, one.rules_on(on)) for one in schemes]


SCHEMES: ListKind[Row] = ListKind(
    noun="aide",
    nouns="aides",
    words=lambda row: f"{row.scheme.name} {row.scheme.summary} {row.scheme.funder_name}",
    filters=(
        Filter("nature", "Nature", tuple(SchemeKind.choices), lambda row, value: row.scheme.kind == value),
        Filter(
            "etat",
            "Règles",
            (("oui", "En vigueur"), ("non", "Aucune en vigueur")),
            lambda row, value: (row.rules is not None) == (value == "oui"),
        ),
    ),
    sorts=(
        Sort("nom", "Nom", lambda row: fold(row.scheme.name)),
        Sort("nature", "Nature", lambda row: (row.scheme.kind != SchemeKind.ORDINARY, fold(row.scheme.name))),
    ),
)


def versions_of(scheme: Scheme, on: date) -> list[Version]:
    """Give the versions of the rules, the latest first."""
    return [_version(one, on) for one in scheme.rules.all()]


def _version(rules: SchemeRules, on: date) -> Version:
    if rules.is_past(on):
        kind, word = "next", "Passée"
    elif rules.holds_on(on):
        kind, word = "done", "En vigueur"
    else:
        kind, word = "now", "À venir"
    return Version(
        rules=rules,
        period=period_of(rules.in_force_from, rules.in_force_until),
        kind=kind,
        word=word,
        facts=tuple(said(rules)),
        frozen=why_frozen(rules, on),
        is_past=rules.is_past(on),
    )


def said(rules: SchemeRules) -> list[Fact]:
    """Tell what a version says; what it leaves empty is told as no condition."""
    beneficiaries = [str(BeneficiaryKind(one).label) for one in rules.beneficiary_kinds]
    kinds = [str(OperationKind(one).label) for one in rules.operation_kinds]
    most = rules.population_max
    return [
        Fact("Bénéficiaires", one_of(beneficiaries) if beneficiaries else "tous"),
        Fact("Population", "sans condition" if most is None else f"{french_number(most)} habitants au plus"),
        Fact("Coût éligible", _bounds(rules)),
        Fact("Natures d’opération", one_of(kinds) if kinds else "toutes"),
        Fact("Thèmes", one_of(rules.themes) if rules.themes else "tous"),
        Fact("Taux", "aucun n’est fixé" if rules.rate is None else percent(rules.rate)),
        Fact("Plafond", "aucun" if rules.cap_amount is None else money(rules.cap_amount)),
        Fact("Aide minimale", "aucune" if rules.minimum_amount is None else money(rules.minimum_amount)),
        Fact("Texte", rules.source_note or "non indiqué"),
    ]


def _bounds(rules: SchemeRules) -> str:
    low, high = rules.cost_min_amount, rules.cost_max_amount
    told = [f"{money(low)} au moins"] if low is not None else []
    told += [f"{money(high)} au plus"] if high is not None else []
    return ", ".join(told) or "sans condition"


def answers(schemes: list[Scheme], project: ProjectFacts, on: date) -> tuple[list[Answer], list[Scheme]]:
    """Look at every aid for a project, the most open first; then those that have no rules that day."""
    found, silent = [], []
    for scheme in schemes:
        rules = scheme.rules_on(on)
        if rules is None:
            silent.append(scheme)
        else:
            found.append(Answer(scheme, pre_check(facts_of(rules), project, on)))
    return sorted(found, key=lambda one: (ORDER[one.found.holds], fold(one.scheme.name))), silent


def text_href(scheme: Scheme) -> str:
    """The address of the numbered text that an aid cites; empty when it cannot be shown."""
    dotted = settings.SOURCE_TEXTS.get(scheme.source_key)
    found = import_string(dotted)() if dotted else None
    return f"{found}#l{scheme.line}" if found and scheme.line else ""
