"""The form that takes a spreadsheet of ideas."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from beffroi.core.errors import NotReadable
from beffroi.core.ui.forms import Form
from beffroi.files.names import clean_name
from beffroi.law.french import typeset
from beffroi.operations.imports.columns import recognised
from beffroi.operations.imports.table import MOST_ROWS, Table, read_table


def _most_megabytes() -> int:
    return int(settings.IMPORT_MAX_BYTES) // (1024 * 1024)


class ImportForm(Form):
    """One file, read at once; what cannot be read is said beside the field."""

    file = forms.FileField(
        label="Votre fichier",
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={name: "Choisissez un fichier." for name in ("required", "invalid", "missing")},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table: Table | None = None
        self.name = ""
        field = self.fields["file"]
        field.help_text = typeset(
            f"Classeur XLSX, ou CSV séparé par des points-virgules, des virgules ou des tabulations ; "
            f"{MOST_ROWS} lignes et {_most_megabytes()} Mo au plus."
        )
        if too_large:
            field.error_messages["required"] = typeset(
                f"Ce fichier dépasse {_most_megabytes()} Mo : il n’a pas été lu."
            )

    def clean_file(self) -> Any:
        """Read the file.

        Raises: ValidationError, with the French sentence of NotReadable.
        """
        if len(self.files.getlist("file")) > 1:
            raise ValidationError("Un seul fichier à la fois.", code="several")
        upload = self.cleaned_data["file"]
        self.name = clean_name(str(upload.name))
        try:
            self.table = read_table(self.name, upload.read(), recognised)
        except NotReadable as refusal:
            raise ValidationError(typeset(refusal.message), code="content") from refusal
        return upload
