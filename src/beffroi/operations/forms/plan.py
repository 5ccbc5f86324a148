"""The form of a funding plan: its basis, its costs, its funders; rows are typed without JavaScript."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from beffroi.core.ui.forms import AmountField, CheckField, CountField, DateField, Form
from beffroi.files.models import Piece
from beffroi.law.tables import LEAD_FIELDS, OWN_SHARE_EXCEPTIONS
from beffroi.operations.actions.plan import MOST_ROWS
from beffroi.operations.kinds import Basis, FunderKind, LineState
from beffroi.operations.models import Operation
from beffroi.operations.plan_facts import LineFacts, PlanFacts
from beffroi.operations.population import Population
from beffroi.operations.rules.plan import Cost
from beffroi.organisations.roles import OrganisationKind
from beffroi.schemes.models import Scheme

EMPTY_ROWS = 3
EXCEPTIONS = [("", "aucune"), *((one.slug, one.label) for one in OWN_SHARE_EXCEPTIONS)]
FIELDS = [("", "aucun"), *((one.slug, one.label) for one in LEAD_FIELDS)]


class HeadForm(Form):
    """On which basis the plan is written, and the exception to the own share."""

    basis = forms.ChoiceField(
        label="Montants", choices=Basis.choices, help_text="Tous les montants du plan sont sur cette base."
    )
    recovers_tax = CheckField(
        label="La TVA est récupérée ou compensée",
        required=False,
        help_text="Elle n’est alors pas une dépense éligible : le plan est hors taxes.",
    )
    exception = forms.ChoiceField(
        label="Exception aux 20 % de part propre",
        choices=EXCEPTIONS,
        required=False,
        help_text="Pour certaines opérations la loi admet moins de 20 %. Sinon, laissez « aucune ».",
    )

    lead_field = forms.ChoiceField(
        label="Domaine à chef de file",
        choices=FIELDS,
        required=False,
        help_text="La loi y suit de plus près les financements croisés ; Beffroi signale, sans décider.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse tax in the amounts when it is recovered."""
        told = dict(super().clean() or {})
        if told.get("basis") == Basis.INCLUDING_TAX and told.get("recovers_tax"):
            self.add_error("basis", "TVA récupérable : le plan est hors taxes, elle n’est pas éligible.")
        return told


class Row(Form):
    """One row of a table; left empty, it is no row."""

    TYPED: ClassVar[tuple[str, ...]] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in it."""
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.TYPED)


class CostRow(Row):
    """One item of cost."""

    TYPED = ("label", "amount")
    label = forms.CharField(label="Poste", max_length=200, error_messages={"required": "Nommez ce poste."})
    amount = AmountField(label="Montant", error_messages={"required": "Indiquez son montant."})
    is_eligible = CheckField(label="Éligible", required=False)


class LineRow(Row):
    """One funder."""

    TYPED = ("funder", "kind", "asked_amount", "obtained_amount", "decided_on")
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    funder = forms.CharField(
        label="Financeur", max_length=200, error_messages={"required": "Nommez ce financeur."}
    )
    kind = forms.ChoiceField(
        label="Nature",
        choices=[("", "Choisir"), *FunderKind.choices],
        error_messages={"required": "Choisissez la nature de ce financement."},
    )
    asked_amount = AmountField(
        label="Demandé", error_messages={"required": "Indiquez le montant demandé, ou apporté."}
    )
    state = forms.ChoiceField(label="Où en est-il ?", choices=LineState.choices)
    obtained_amount = AmountField(label="Obtenu", required=False)
    decided_on = DateField(label="Décidé le", required=False)

    def __init__(
        self, *args: Any, schemes: Sequence[tuple[Any, str]], pieces: Sequence[tuple[Any, str]], **kwargs: Any
    ) -> None:
        self.offered = {"scheme": schemes, "piece": pieces}
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the département's aids and the pieces of the file."""
        self.fields["scheme"] = forms.TypedChoiceField(
            label="Dispositif du Département",
            choices=[("", "aucun"), *self.offered["scheme"]],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["piece"] = forms.TypedChoiceField(
            label="Pièce du dossier",
            choices=[("", "aucune"), *self.offered["piece"]],
            coerce=int,
            empty_value=None,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the amount and the date of what is obtained, and for nothing of the kind otherwise."""
        told = dict(super().clean() or {})
        if told.get("state") == LineState.OBTAINED:
            for name, why in (("obtained_amount", "le montant obtenu"), ("decided_on", "la date")):
                if told.get(name) is None and name not in self.errors:
                    self.add_error(name, f"Un financement obtenu a son montant et sa date : indiquez {why}.")
        elif told.get("obtained_amount") is not None:
            self.add_error("state", "Un montant obtenu est indiqué : choisissez « obtenue ».")
        if told.get("scheme") and told.get("kind") != FunderKind.DEPARTEMENT:
            self.add_error("scheme", "Seul un financement du Département vient d’un de ses dispositifs.")
        return told


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the whole form: where it stands, what it is about, what it says."""

    href: str
    label: str
    message: str


class PlanForm:
    """The three parts of a plan, read and checked together."""

    def __init__(self, operation: Operation, data: Mapping[str, Any] | None = None) -> None:
        self.operation, self.data, self.is_bound = operation, data, data is not None
        plan = operation.plan
        self.version = plan.version
        self.refusals: list[str] = []
        self.head = HeadForm(data, prefix="plan", initial=_head(operation))
        self._offered = {"schemes": _schemes(operation), "pieces": _pieces(operation)}
        costs = [_cost_row(one) for one in plan.costs.all()]
        lines = [_line_row(one) for one in plan.lines.all()]
        self.costs = [self._cost(*one) for one in self._rows("cost", costs)]
        self.lines = [self._line(*one) for one in self._rows("line", lines)]

    def _rows(self, name: str, known: list[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any] | None]]:
        count = len(known) + EMPTY_ROWS
        if self.data is not None:
            typed = str(self.data.get(f"{name}-count", ""))
            more = EMPTY_ROWS if self.asks_more == name else 0
            count = (int(typed) if typed.isascii() and typed.isdigit() else 0) + more
        for index in range(min(count, MOST_ROWS)):
            yield index, known[index] if index < len(known) else None

    @property
    def asks_more(self) -> str:
        """Which table the person asked more rows for; nothing when the plan is to be saved."""
        return str(self.data.get("more", "")) if self.data is not None else ""

    def _cost(self, index: int, known: dict[str, Any] | None) -> CostRow:
        row = CostRow(self.data, prefix=f"cost-{index}", initial=known or {"is_eligible": True})
        # Nothing is said of a row that was left empty.
        return CostRow(prefix=row.prefix, initial={"is_eligible": True}) if self._left(row) else row

    def _line(self, index: int, known: dict[str, Any] | None) -> LineRow:
        row = LineRow(self.data, prefix=f"line-{index}", initial=known or {}, **self._offered)
        return LineRow(prefix=row.prefix, **self._offered) if self._left(row) else row

    def _left(self, row: Row) -> bool:
        return self.is_bound and row.is_blank

    @property
    def _filled(self) -> list[Form]:
        return [self.head, *(one for one in (*self.costs, *self.lines) if not one.is_blank)]

    def is_valid(self) -> bool:
        """Whether all that was typed can be read."""
        return all([one.is_valid() for one in self._filled])

    @property
    def faults(self) -> list[Fault]:
        """All that is to be mended, in the order of the page."""
        found = [Fault("", "", one) for one in self.refusals]
        for one in self._filled if self.is_bound else ():
            for field in one:
                found += [
                    Fault(f"#{field.id_for_label}", f"{_row_name(one)}{field.label}", str(error))
                    for error in field.errors
                ]
        return found

    def facts(self) -> PlanFacts:
        """Give the plan as it was typed."""
        schemes = {one.pk: one for one in _schemes_of(self.operation)}
        pieces = {one.pk: one for one in _pieces_of(self.operation)}
        head = self.head.cleaned_data
        version = str((self.data or {}).get("version", ""))
        return PlanFacts(
            costs=tuple(Cost(**one.cleaned_data) for one in self.costs if not one.is_blank),
            lines=tuple(
                LineFacts(
                    **one.cleaned_data
                    | {
                        "kind": FunderKind(one.cleaned_data["kind"]),
                        "state": LineState(one.cleaned_data["state"]),
                        "scheme": schemes.get(one.cleaned_data["scheme"]),
                        "piece": pieces.get(one.cleaned_data["piece"]),
                    }
                )
                for one in self.lines
                if not one.is_blank
            ),
            basis=Basis(head["basis"]),
            recovers_tax=head["recovers_tax"],
            exception=head["exception"],
            lead_field=head["lead_field"],
            version=int(version) if version.isascii() and version.isdigit() else 0,
        )


def _row_name(row: Form) -> str:
    kind, _, number = str(row.prefix or "").partition("-")
    names = {"cost": "Poste", "line": "Financeur"}
    return f"{names[kind]} {int(number) + 1}, " if kind in names else ""


def _head(operation: Operation) -> dict[str, Any]:
    plan = operation.plan
    return {
        "basis": plan.basis,
        "recovers_tax": plan.recovers_tax,
        "exception": plan.own_share_exception,
        "lead_field": plan.lead_field,
    }


def _cost_row(cost: Any) -> dict[str, Any]:
    return {"label": cost.label, "amount": cost.amount, "is_eligible": cost.is_eligible}


def _line_row(line: Any) -> dict[str, Any]:
    names = ("pk", "funder", "kind", "state", "asked_amount", "obtained_amount", "decided_on")
    return {name: getattr(line, name) for name in names} | {
        "scheme": line.scheme_id,
        "piece": line.piece_id,
    }


def _schemes_of(operation: Operation) -> "QuerySet[Scheme]":
    parties = operation.contract.parties.filter(organisation__kind=OrganisationKind.DEPARTEMENT)
    return Scheme.objects.filter(organisation__in=parties.values("organisation"))


def _pieces_of(operation: Operation) -> "QuerySet[Piece]":
    return Piece.objects.filter(pk__in=operation.pieces.values("piece"))


def _schemes(operation: Operation) -> list[tuple[Any, str]]:
    return [(one.pk, one.name) for one in _schemes_of(operation)]


def _pieces(operation: Operation) -> list[tuple[Any, str]]:
    return [(one.pk, one.label) for one in _pieces_of(operation)]


class CutForm(Form):
    """What a funder gives from now on, and why."""

    amount = AmountField(
        label="Montant maintenu",
        help_text="Zéro s’il se retire.",
        error_messages={"required": "Indiquez ce qu’il maintient, 0 s’il se retire."},
    )
    reason = forms.CharField(
        label="Ce que dit le financeur",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce motif restera dans l’historique, et explique pourquoi le plan est rouvert.",
        error_messages={"required": "Dites pourquoi le financeur se retire ou réduit."},
    )


class MeansForm(Form):
    """What the impact study depends on."""

    population = CountField(
        label="Population du maître d’ouvrage", error_messages={"required": "Indiquez la population."}
    )
    operating_revenue_amount = AmountField(
        label="Recettes réelles de fonctionnement",
        help_text="De l’exercice précédent : le seuil de l’étude d’impact en est une part.",
        error_messages={"required": "Indiquez les recettes réelles de fonctionnement."},
    )
    source = forms.CharField(
        label="D’où viennent ces chiffres",
        max_length=300,
        help_text="Par exemple : compte financier unique 2025, population municipale Insee 2023.",
        error_messages={"required": "Dites d’où viennent ces chiffres."},
    )

    def __init__(self, *args: Any, known: Population | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known is not None:
            # What is known elsewhere is not typed again; the owner may still correct it.
            self.initial["population"] = known.people
            self.fields["population"].help_text = f"Déjà connue : {known.source}. Corrigez-la au besoin."
