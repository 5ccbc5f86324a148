"""The one form of the public pages: a file to read."""

from typing import Any

from django import forms
from django.conf import settings

from beffroi.core.ui.forms import Form
from beffroi.law.french import typeset

ACCEPTED = ".txt,.md,.markdown,.docx,.pdf,text/plain,text/markdown,application/pdf"


def most_megabytes() -> int:
    """The largest file, in the unit that people know. Unit: megabytes of 1,048,576 bytes."""
    return int(settings.READER_MAX_BYTES) // (1024 * 1024)


class ReadForm(Form):
    """One file: text, Markdown, DOCX or PDF with text."""

    file = forms.FileField(
        label="Votre fichier",
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Choisissez d’abord un fichier.",
            "invalid": "Choisissez d’abord un fichier.",
        },
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = typeset(
            f"Texte, Markdown, DOCX ou PDF contenant du texte ; {most_megabytes()} Mo au plus."
        )
        self.too_large = (
            typeset(f"Ce fichier dépasse {most_megabytes()} Mo : il n’a pas été lu.") if too_large else ""
        )
        if too_large:
            self.fields["file"].error_messages["required"] = self.too_large

    def clean_file(self) -> Any:
        """Refuse a second file, one that was thrown away beside it, and a file without a byte."""
        if len(self.files.getlist("file")) > 1:
            raise forms.ValidationError("Un seul fichier à la fois.", code="several")
        if self.too_large:
            raise forms.ValidationError(self.too_large, code="too-large")
        file = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError("Ce fichier est vide.", code="empty")
        return file
