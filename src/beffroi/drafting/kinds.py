"""What an access lets somebody do to a text."""

from django.db import models


class Level(models.TextChoices):
    """Each is given on its own: who signs does not write unless told so; all of them read."""

    READ = "read", "Lire"
    WRITE = "write", "Écrire"
    SIGN = "sign", "Donner l’accord"
