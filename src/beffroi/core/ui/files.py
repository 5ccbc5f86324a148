"""A form that takes one dropped file, kept in memory; what is wrong with it is said in French."""

from typing import Any

from django import forms
from django.conf import settings

from beffroi.core.ui.forms import Form
from beffroi.law.french import typeset


def most_megabytes() -> int:
    """The largest file, in the unit that people know. Unit: megabytes of 1,048,576 bytes."""
    return int(settings.READER_MAX_BYTES) // (1024 * 1024)


class OneFileForm(Form):
    """One file; `accepts` is told to the browser, never believed."""

    accepts = ""
    help_text = ""

    file = forms.FileField(
        label="Votre fichier",
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput,
        error_messages={
            "required": "Choisissez d’abord un fichier.",
            "invalid": "Choisissez d’abord un fichier.",
        },
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.widget.attrs["accept"] = self.accepts
        field.help_text = typeset(f"{self.help_text} ; {most_megabytes()} Mo au plus.")
        self.too_large = (
            typeset(f"Ce fichier dépasse {most_megabytes()} Mo : il n’a pas été lu.") if too_large else ""
        )
        if too_large:
            field.error_messages["required"] = self.too_large

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
