"""What a party's agents fill in."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.models import ContractParty
from beffroi.core.ui.forms import Form

if TYPE_CHECKING:
    _ActField = forms.ModelChoiceField[Deliberation]
else:
    _ActField = forms.ModelChoiceField


class ActField(_ActField):
    def label_from_instance(self, obj: Any) -> str:
        """Name an act by its sitting, its number and its object."""
        return f"{obj.sitting.held_on:%d/%m/%Y} — {obj}"


def acts_of(party: ContractParty) -> QuerySet[Deliberation]:
    """The sealed, adopted acts of the assemblies of a party, the latest first."""
    return (
        Deliberation.objects.sealed()
        .filter(sitting__assembly__organisation=party.organisation_id, outcome=Outcome.ADOPTED)
        .exclude(pk__in=ContractParty.objects.filter(approval__isnull=False).values("approval"))
        .select_related("sitting")
        .order_by("-sitting__held_on", "rank")
    )


class ApprovalForm(Form):
    """Which act approved the contract."""

    def __init__(self, *args: Any, party: ContractParty, **kwargs: Any) -> None:
        self.party = party
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the acts of that party's own assemblies, and no other."""
        self.fields["act"] = ActField(
            queryset=acts_of(self.party),
            label="La délibération qui approuve le contrat",
            help_text="Seuls les actes adoptés et scellés au registre de votre collectivité sont proposés.",
            empty_label="Choisir un acte",
            error_messages={
                "required": "Choisissez la délibération qui approuve le contrat.",
                "invalid_choice": "Cet acte n’est pas au registre de votre collectivité.",
            },
        )
