"""What a password may not be, beside short."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from beffroi.core.text import fold

LEAST_DIFFERENT = 5
# Long, and tried first by whoever guesses in French.
FRENCH = frozenset(
    (
        *("motdepasse", "monmotdepasse", "azertyuiop", "azertyuiopqsdf", "azertyuiopqsdfghjklm", "jetaime"),
        *("bonjour", "bienvenue", "soleil", "doudou", "chouchou", "loulou", "departement", "agglomeration"),
        *("mairie", "commune", "conseil", "administrateur", "beffroi", "secretaire", "communaute"),
    )
)
_TAIL = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class NotGuessable(CommonPasswordValidator):
    """Refuse a common word dressed with figures, a word said twice, and few different letters."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse what is guessed in a few tries.

        Raises: ValidationError.
        """
        stem = _TAIL.sub("", fold(password)).replace(" ", "")
        half = stem[: len(stem) // 2]
        words = {stem, half} if half * 2 == stem else {stem}
        if words & FRENCH or (stem and words & self.passwords) or len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(
                "Ce mot de passe se devine vite : choisissez une suite de mots sans lien entre eux.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """Say what is refused."""
        return "Un mot courant suivi de chiffres est refusé."
