"""The subjects under which acts are transmitted: reference data with the date of its version."""

from django.db import models


class ActSubject(models.Model):
    """A subject of the ministry's list, by its code of two levels. Source: @CTES."""

    code = models.CharField(max_length=5, unique=True)
    label = models.CharField("libellé", max_length=200)
    version_on = models.DateField("version du")

    class Meta:
        verbose_name = "matière d’acte"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"
