"""What is typed in a text's pages."""

from typing import Any

from django import forms

from beffroi.core.ui.forms import Form
from beffroi.drafting.rules import LONGEST_TITLE, MOST_IN_A_SECTION, tidy
from beffroi.law.french import french_number

TOO_LONG = (
    f"Une section a {french_number(MOST_IN_A_SECTION)} caractères au plus, et celle-ci en a %(show_value)d : "
    "partagez-la en plusieurs."
)


class BodyField(forms.CharField):
    """Words on several lines, their line ends and invisible signs tidied."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave the length to us: a browser told of it cuts what is pasted without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        """Read the text."""
        return tidy(super().to_python(value) or "")


class _ReadAt(Form):
    """A form that tells at which version the page was read."""

    number = forms.IntegerField(
        label="Version lue",
        min_value=1,
        max_value=10**9,
        widget=forms.HiddenInput(),
        error_messages={"required": "Rouvrez la page du texte : la version lue manque."},
    )


class SectionForm(_ReadAt):
    """The body of a section."""

    body = BodyField(
        rows=18,
        label="Le texte de la section",
        required=False,
        max_length=MOST_IN_A_SECTION,
        error_messages={"max_length": TOO_LONG},
    )
    note = forms.CharField(
        label="Ce qui change, en quelques mots",
        help_text="Se lit dans la liste des versions.",
        required=False,
        max_length=200,
    )


class TitleForm(_ReadAt):
    """The title of a section."""

    title = forms.CharField(
        label="Titre de la section",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Donnez un titre à la section."},
    )


class NumberForm(_ReadAt):
    """Nothing but the version that was read."""


class CommentForm(_ReadAt):
    """A comment, and the passage that it is about."""

    quote = BodyField(
        rows=3,
        label="Le passage commenté",
        help_text="Copiez-le depuis la section ci-dessus. Laissez vide pour commenter la section entière.",
        required=False,
        max_length=500,
    )
    body = BodyField(
        rows=5,
        label="Votre commentaire",
        max_length=4000,
        error_messages={"required": "Écrivez votre commentaire."},
    )


class AnswerForm(Form):
    """An answer to a comment."""

    body = BodyField(
        rows=4, label="Votre réponse", max_length=4000, error_messages={"required": "Écrivez votre réponse."}
    )
