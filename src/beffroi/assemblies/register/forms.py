"""What is verified: a code that is typed, or a document that is dropped."""

from django import forms

from beffroi.core.seals.codes import read_code
from beffroi.core.ui.files import OneFileForm
from beffroi.core.ui.forms import Form

LONGEST_TYPED = 40


class CodeForm(Form):
    """The code of a document, typed in any usual way."""

    code = forms.CharField(
        label="Code de vérification",
        help_text="Huit signes, au pied de chaque page du document : par exemple 7K4Q-M9TD.",
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Indiquez le code.",
            "max_length": "Un code a huit signes, par exemple 7K4Q-M9TD.",
        },
    )

    def clean_code(self) -> str:
        """Read it whatever its case, spaces and dashes."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("Un code a huit signes, par exemple 7K4Q-M9TD.", code="invalid")
        return code


class DocumentForm(OneFileForm):
    """The document itself."""

    accepts = ".pdf,application/pdf"
    help_text = "Le PDF, tel que vous l’avez reçu"
