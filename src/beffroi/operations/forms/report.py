"""Reports to an assembly, and its vote."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Ballot, Outcome
from beffroi.assemblies.models import Assembly, Member
from beffroi.assemblies.vote_counts import excess_of
from beffroi.contracts.models import Contract
from beffroi.core.ui.forms import AmountField, CountField, DateField, Form
from beffroi.law import AssemblyKind
from beffroi.law.french import money
from beffroi.operations.actions.report import NewReport
from beffroi.operations.actions.vote import ReportVote
from beffroi.operations.kinds import InterestKind
from beffroi.operations.models import Report
from beffroi.operations.report_blockers import sittings_for
from beffroi.organisations.models import Organisation

# Who decides grants at the département: its council or, by delegation, its standing committee.
DECIDE = (AssemblyKind.DEPARTEMENT.value, AssemblyKind.STANDING_COMMITTEE.value)


class ReportForm(Form):
    """To which assembly, when, on what, by which delegation."""

    def __init__(
        self, *args: Any, organisation: Organisation, contracts: QuerySet[Contract], **kwargs: Any
    ) -> None:
        self.organisation = organisation
        self.contracts = contracts
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the département's own contracts and assemblies."""
        assemblies = Assembly.objects.filter(organisation=self.organisation, kind__in=DECIDE)
        missing = {"required": "Choisissez dans la liste.", "invalid_choice": "Ce choix n’existe plus."}
        self.fields["contract"] = forms.ModelChoiceField(
            queryset=self.contracts, label="Contrat", empty_label="Choisir", error_messages=missing
        )
        self.fields["assembly"] = forms.ModelChoiceField(
            queryset=assemblies,
            label="Assemblée",
            empty_label="Choisir",
            error_messages=missing,
            help_text="La commission permanente décide par délégation du conseil : elle se cite plus bas.",
        )
        self.fields["planned_on"] = DateField(
            label="Date de la séance prévue", error_messages={"required": "Donnez la date de la séance."}
        )
        self.fields["title"] = forms.CharField(
            label="Objet du rapport",
            max_length=300,
            error_messages={"required": "Donnez l’objet du rapport."},
        )
        self.fields["delegation"] = forms.CharField(
            label="Délégation citée",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="La délibération du conseil qui délègue : date, numéro, objet (CGCT, art. L3211-2).",
        )
        self.fields["urgency_reason"] = forms.CharField(
            label="Urgence, si le délai d’envoi est abrégé",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Le motif de l’urgence : l’assemblée se prononce sur elle à l’ouverture.",
        )

    def facts(self) -> NewReport:
        """Give what was typed."""
        typed = self.cleaned_data
        names = ("contract", "assembly", "planned_on", "title", "delegation", "urgency_reason")
        return NewReport(**{name: typed[name] for name in names})


class TakeOffForm(Form):
    """Why an operation leaves the agenda."""

    reason = forms.CharField(
        label="Motif",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Dites pourquoi l’opération est retirée de l’ordre du jour."},
    )


class InterestForm(Form):
    """What a member of the assembly declared."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        self.report = report
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the members of the assembly that votes."""
        self.fields["member"] = forms.ModelChoiceField(
            queryset=Member.objects.filter(assembly=self.report.assembly),
            label="Membre",
            empty_label="Choisir",
            error_messages={
                "required": "Choisissez le membre.",
                "invalid_choice": "Ce membre n’y siège pas.",
            },
        )
        self.fields["kind"] = forms.ChoiceField(label="Nature de l’intérêt", choices=InterestKind.choices)
        self.fields["note"] = forms.CharField(label="Ce qui est déclaré", max_length=300, required=False)


class VoteForm(Form):
    """How the assembly voted, and what it gave to each operation."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        self.report = report
        self.items = list(report.items.on_the_agenda().select_related("operation__owner"))
        # Two are enough to know that one must be chosen.
        self.sittings = list(sittings_for(report)[:2])
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """One amount for each operation; the counts are left empty when the act gives none."""
        self.fields["sitting"] = forms.ModelChoiceField(
            queryset=sittings_for(self.report),
            label="Séance",
            empty_label="Choisir",
            initial=self.sittings[0].pk if len(self.sittings) == 1 else None,
            error_messages={
                "required": "Choisissez la séance.",
                "invalid_choice": "Cette séance n’existe pas.",
            },
        )
        self.fields["urgency_reason"] = forms.CharField(
            label="Urgence motivée",
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=self.report.urgency_reason,
            required=False,
            help_text="Si la séance a été avancée : pourquoi l’assemblée a eu moins de temps pour lire.",
        )
        self.fields["number"] = forms.CharField(
            label="Numéro de la délibération", max_length=40, required=False
        )
        self.fields["outcome"] = forms.ChoiceField(label="Résultat", choices=Outcome.choices)
        self.fields["ballot"] = forms.ChoiceField(
            label="Scrutin", choices=Ballot.choices, initial=Ballot.ORDINARY
        )
        counts = (("votes_for", "Pour"), ("votes_against", "Contre"), ("abstentions", "Abstentions"))
        for name, label in counts:
            self.fields[name] = CountField(label=label, required=False)
        for one in self.items:
            self.fields[f"amount_{one.pk}"] = AmountField(
                label=f"Aide votée : {one.operation}",
                help_text=f"Proposée : {money(one.proposed_amount)}. Zéro refuse l’opération.",
                initial=one.proposed_amount,
                error_messages={"required": "Donnez le montant voté ; zéro refuse l’opération."},
            )

    def clean(self) -> dict[str, Any]:
        """Say beside the count what the action would refuse of it."""
        if not self.errors and (excess := excess_of(self.cleaned_data["sitting"], self.facts().vote)):
            self.add_error("votes_for", excess)
        return self.cleaned_data

    def facts(self) -> ReportVote:
        """Give what was typed."""
        typed = self.cleaned_data
        vote = VoteFacts(
            outcome=Outcome(typed["outcome"]),
            ballot=Ballot(typed["ballot"]),
            votes_for=typed["votes_for"],
            votes_against=typed["votes_against"],
            abstentions=typed["abstentions"],
        )
        amounts: dict[int, Decimal] = {one.pk: typed[f"amount_{one.pk}"] for one in self.items}
        return ReportVote(
            sitting=typed["sitting"],
            vote=vote,
            amounts=amounts,
            number=typed["number"],
            urgency_reason=typed["urgency_reason"],
        )
