"""The private address where a person's calendar is read."""

from django.db import models

from beffroi.organisations.models import User


class CalendarAddress(models.Model):
    """What makes an address secret: signed with the key of the installation, it is the end of the address."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    # Drawn anew when the address is renewed; alone, without the key, it opens nothing.
    nonce = models.CharField("tirage", max_length=64)
    opened_at = models.DateTimeField("ouverte le")

    class Meta:
        verbose_name = "adresse de calendrier"
        verbose_name_plural = "adresses de calendrier"

    def __str__(self) -> str:
        return f"Calendrier de {self.user}"
