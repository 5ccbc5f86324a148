"""The signature of a contract, or of an amendment: when, where, by whom, and scans of what was signed."""

from django.db import models
from django.db.models import Q

from beffroi.contracts.kinds import Side
from beffroi.contracts.models.amendment import Amendment
from beffroi.contracts.models.contract import Contract
from beffroi.files.models import PieceVersion


class Signing(models.Model):
    """One act signed by both parties; written once, with its seal."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="signings")
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, blank=True, related_name="signings"
    )
    signed_on = models.DateField("signé le")
    place = models.CharField("lieu", max_length=120)
    copies_count = models.PositiveSmallIntegerField("nombre d’exemplaires")
    recorded_at = models.DateTimeField("enregistré le")

    class Meta:
        verbose_name = "signature"
        ordering = ["contract_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(amendment__isnull=True),
                name="signing_contract_once",
                violation_error_message="Ce contrat est déjà signé.",
            ),
            models.UniqueConstraint(
                fields=["amendment"],
                name="signing_amendment_once",
                violation_error_message="Cet avenant est déjà signé.",
            ),
            models.CheckConstraint(
                condition=Q(copies_count__gt=0),
                name="signing_copies_counted",
                violation_error_message="Un acte se signe en un exemplaire au moins.",
            ),
            models.CheckConstraint(
                condition=~Q(place=""),
                name="signing_has_place",
                violation_error_message="Donnez le lieu de la signature.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment or self.contract}, {self.place}"


class SigningParty(models.Model):
    """Who signed for a party, in what capacity, and how a doubt about it was answered."""

    signing = models.ForeignKey(Signing, on_delete=models.PROTECT, related_name="parties")
    side = models.CharField("partie", max_length=20, choices=Side.choices)
    name = models.CharField("signataire", max_length=120)
    capacity = models.CharField("qualité", max_length=120)
    doubt = models.CharField("question posée", max_length=500, blank=True)
    reason = models.CharField("réponse écrite", max_length=500, blank=True)

    class Meta:
        verbose_name = "signataire"
        ordering = ["signing_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signing", "side"],
                name="signing_party_once",
                violation_error_message="Une partie signe une fois.",
            ),
            models.CheckConstraint(
                condition=Q(side__in=[Side.DEPARTEMENT, Side.EPCI]) & ~Q(name=""),
                name="signing_party_known",
                violation_error_message="Une personne signe pour un Département ou une intercommunalité.",
            ),
            models.CheckConstraint(
                condition=Q(doubt="") | ~Q(reason=""),
                name="signing_doubt_answered",
                violation_error_message="Une question sur un signataire se répond par écrit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"


class SignedCopy(models.Model):
    """A scan of the act as both parties signed it by hand: written once, sealed by its fingerprint."""

    signing = models.ForeignKey(Signing, on_delete=models.PROTECT, related_name="copies")
    version = models.OneToOneField(PieceVersion, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    added_at = models.DateTimeField("ajouté le")

    class Meta:
        verbose_name = "exemplaire signé"
        verbose_name_plural = "exemplaires signés"
        ordering = ["signing_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signing", "sha256"],
                name="signed_copy_once",
                violation_error_message="Ce fichier est déjà un exemplaire de cet acte.",
            ),
            models.CheckConstraint(
                condition=~Q(sha256=""),
                name="signed_copy_has_fingerprint",
                violation_error_message="Un exemplaire porte son empreinte.",
            ),
        ]

    def __str__(self) -> str:
        return f"Exemplaire signé : {self.signing.amendment or self.signing.contract}"
