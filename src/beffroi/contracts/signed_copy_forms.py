"""The field that takes the scan of a signed act, and the form that adds one after the signature."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from beffroi.contracts.actions.signed_copy import NOT_A_SCAN, SCANS
from beffroi.core.uploads import is_too_large
from beffroi.files.contents import BY_SUFFIX, most_megabytes
from beffroi.files.forms import PieceField, PiecesForm
from beffroi.files.names import suffix_of

SUFFIXES = [suffix for suffix, kind in BY_SUFFIX.items() if kind.content_type in SCANS]


class ScanField(PieceField):
    """A scan: a PDF or an image, by its content."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{one}" for one in SUFFIXES)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is no scan.

        Raises: ValidationError.
        """
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile) and suffix_of(str(upload.name)) not in SUFFIXES:
            raise ValidationError(NOT_A_SCAN, code="kind")
        return upload


def scan_field(*, required: bool) -> ScanField:
    """The scan of the act: with the signature it may wait, on its own page it may not."""
    help_text = f"PDF, PNG ou JPEG ; {most_megabytes()} Mo au plus."
    if not required:
        help_text += " Il peut aussi s’ajouter après la signature."
    return ScanField(label="Exemplaire signé, numérisé", required=required, help_text=help_text)


def sent_files(request: HttpRequest) -> dict[str, Any]:
    """Give what a request sends to a form with files; nothing for a page that is opened."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES, "too_large": is_too_large(request)}


class SignedCopyForm(PiecesForm):
    """One scan of an act that is signed already."""

    def add_fields(self) -> None:
        """Ask for the scan."""
        self.fields["scan"] = scan_field(required=True)
