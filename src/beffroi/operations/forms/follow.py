"""What is asked, answered and said around an operation: early start, engineering, pieces, messages."""

from typing import Any

from django import forms

from beffroi.contracts.models import ContractPiece
from beffroi.core.ui.forms import AmountField, CheckField, DateField, Form
from beffroi.files.forms import PieceField, PiecesForm
from beffroi.organisations.models import Organisation

LONG = 10_000


def text(label: str, required: str = "", **more: Any) -> forms.CharField:
    """A text of several lines; `required` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        max_length=LONG,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": more.pop("rows", 4)}),
        error_messages={"required": required},
        **more,
    )


class EarlyStartForm(Form):
    works_on = DateField(
        label="Début des travaux souhaité",
        error_messages={"required": "Donnez le jour où les travaux commenceraient."},
    )
    reason = text(
        "Motif",
        "Dites pourquoi les travaux ne peuvent pas attendre le vote.",
        help_text="L’autorisation ne promet aucune aide : elle évite seulement de la perdre.",
    )


class StartDecisionForm(Form):
    is_granted = forms.ChoiceField(
        label="Décision",
        choices=[("", "Choisir"), ("oui", "Autoriser"), ("non", "Refuser")],
        error_messages={"required": "Choisissez d’autoriser ou de refuser."},
    )
    from_on = DateField(label="À partir du", required=False, help_text="Vide : le jour demandé.")
    answer = text("Motif de la décision", "Une décision donne son motif.")


class SupportForm(Form):
    question = text(
        "Ce que vous demandez",
        "Dites ce que vous demandez.",
        rows=5,
        help_text="Par exemple : l’implantation, le coût, les charges une fois ouvert.",
    )


class AssignForm(Form):
    due_on = DateField(label="Avis attendu pour le", required=False)

    def __init__(self, *args: Any, partners: list[Organisation], **kwargs: Any) -> None:
        self.partners = {str(one.pk): one for one in partners}
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the département and the partners of its territory."""
        self.fields["partner"] = forms.ChoiceField(
            label="Confier à",
            choices=[("", "Choisir"), *((key, one.name) for key, one in self.partners.items())],
            error_messages={
                "required": "Choisissez à qui confier la demande.",
                "invalid_choice": "Cette organisation n’est pas de l’ingénierie de ce territoire.",
            },
        )
        self.order_fields(["partner", "due_on"])

    def clean_partner(self) -> Organisation:
        """Give the organisation."""
        return self.partners[self.cleaned_data["partner"]]


class ReasonForm(Form):
    reason = text("Motif", "Donnez le motif.")


class OpinionForm(PiecesForm):
    body = text("Votre avis", "Un avis dit quelque chose.", rows=10)
    operating_cost_amount = AmountField(
        label="Charges annuelles de fonctionnement que vous prévoyez", required=False
    )
    upload = PieceField(label="Pièce à l’appui", required=False)


class NewPieceForm(PiecesForm):
    """A piece that the contract asks for is already named; another says what it is."""

    upload = PieceField(label="Fichier")

    def __init__(self, *args: Any, asked: ContractPiece | None, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Ask for a name when nothing gives one."""
        if self.asked is None:
            self.fields["label"] = forms.CharField(
                label="Ce que c’est",
                max_length=200,
                help_text="Par exemple : devis du lot 2.",
                error_messages={"required": "Nommez la pièce."},
            )
            self.order_fields(["label", "upload"])


class VersionForm(PiecesForm):
    upload = PieceField(label="Nouvelle version")


class MessageForm(Form):
    body = text("Message", "Un message vide ne s’envoie pas.", rows=5)
    to = forms.ChoiceField(
        label="Qui le lira",
        error_messages={
            "required": "Choisissez qui lira ce message.",
            "invalid_choice": "Votre rôle n’écrit pas à ces lecteurs.",
        },
    )
    confirms = CheckField(label="Je confirme que ce message peut être lu par tous ceux-là", required=False)

    def __init__(self, *args: Any, own: str, readers: str, **kwargs: Any) -> None:
        self.own, self.readers = own, readers
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Internal always; shared for those who may, with the readers named."""
        choices = [("", "Choisir"), ("interne", f"Interne : {self.own} seulement")]
        if self.readers:
            choices.append(("partage", "Partagé : tous ceux qui suivent l’opération"))
            self.fields["confirms"].help_text = f"Un message partagé est lu par {self.readers}."
        else:
            del self.fields["confirms"]
        to: Any = self.fields["to"]
        to.choices = choices

    @property
    def is_shared(self) -> bool:
        """Whether it goes to all."""
        return bool(self.cleaned_data["to"] == "partage")

    def clean(self) -> None:
        """Nothing is shared by a slip of the hand."""
        super().clean()
        if self.cleaned_data.get("to") == "partage" and not self.cleaned_data.get("confirms"):
            self.add_error("confirms", f"Cochez pour confirmer : il sera lu par {self.readers}.")
