"""A field that takes one piece, and the form of the pages that have one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from beffroi.core.errors import NotReadable
from beffroi.core.ui.forms import Form
from beffroi.files.contents import ACCEPT, TOLD_KINDS, check_content, most_megabytes, too_large
from beffroi.files.names import clean_name
from beffroi.law.french import typeset


class PieceField(forms.FileField):
    """One file, whose content must be what its name says; it comes out with a clean name."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "Choisissez un fichier.",
        "invalid": "Choisissez un fichier.",
        "missing": "Choisissez un fichier.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Fichier")
        # Nothing is said twice: an empty file and a long name are the business of `clean`.
        super().__init__(**{**kwargs, "allow_empty_file": True, "max_length": None})
        self.widget.attrs["accept"] = ACCEPT
        if not self.help_text:
            self.help_text = typeset(f"{TOLD_KINDS} ; {most_megabytes()} Mo au plus.")

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Look at the content.

        Raises: ValidationError, with the French sentence of NotReadable.
        """
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            check_content(str(upload.name), upload.read())
        except NotReadable as refusal:
            raise ValidationError(typeset(refusal.message), code="content") from refusal
        upload.seek(0)
        upload.name = clean_name(str(upload.name))
        return upload


class PiecesForm(Form):
    """A form with pieces: `too_large` is `core.uploads.is_too_large(request)`, read after the form's data."""

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean(self) -> dict[str, Any] | None:
        """Say of a file that was thrown away that it was too large, and refuse two files for one field."""
        cleaned = super().clean()
        for name in [name for name, field in self.fields.items() if isinstance(field, PieceField)]:
            sent = self.files.getlist(self.add_prefix(name)) if isinstance(self.files, MultiValueDict) else []
            if len(sent) > 1:
                self._say(name, "Un seul fichier à la fois.", "several")
            elif self.too_large and not sent:
                self._say(name, too_large(), "too-large")
        return cleaned

    def _say(self, name: str, sentence: str, code: str) -> None:
        """Put one sentence beside a field, in place of any other."""
        self.errors.pop(name, None)
        self.add_error(name, ValidationError(sentence, code=code))
