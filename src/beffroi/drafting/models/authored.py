"""Who did it, and for whom: plain ids and names, which outlive the account."""

from django.db import models


class ByPerson(models.Model):
    """A row that tells who wrote it, for whom and when."""

    user_id = models.BigIntegerField("numéro de l’auteur", null=True, blank=True)
    user_label = models.CharField("auteur", max_length=200)
    organisation_label = models.CharField("organisation", max_length=200, blank=True)
    at = models.DateTimeField("moment")

    class Meta:
        abstract = True

    @property
    def told_author(self) -> str:
        """Name the author, then the organisation. Example: Odile Ferrand (Artois-Lys)."""
        return (
            f"{self.user_label} ({self.organisation_label})" if self.organisation_label else self.user_label
        )


class Authored(ByPerson):
    """The same, with the number of the organisation and no key to it."""

    organisation_id = models.BigIntegerField("numéro de l’organisation", null=True, blank=True)

    class Meta:
        abstract = True
