"""The form where an authority deposits the template of its working copies."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from beffroi.contracts.working_copy import check_template
from beffroi.documents.docx import NOT_DOCX
from beffroi.documents.errors import TemplateRefused
from beffroi.files.forms import PieceField, PiecesForm


class TemplateForm(PiecesForm):
    """One DOCX file that can be filled."""

    upload = PieceField(label="Modèle (DOCX)", help_text="Un document DOCX ; 5 Mo au plus.")

    def clean_upload(self) -> Any:
        """Try the template on an example."""
        upload: UploadedFile[bytes] = self.cleaned_data["upload"]
        if not str(upload.name).lower().endswith(".docx"):
            self.add_error("upload", NOT_DOCX)
            return upload
        try:
            check_template(upload.read())
        except TemplateRefused as refused:
            self.add_error("upload", refused.message)
        upload.seek(0)
        return upload
