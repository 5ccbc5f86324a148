"""The tables of the seals, and of the signed head of each chain, kept apart from its entries."""

from django.db import models

from beffroi.core.seals.codes import CODE_LENGTH, show_code

GENESIS = "0" * 64


class Chain(models.Model):
    """A register: how many seals it holds and the fingerprint of the last one, signed."""

    name = models.CharField("nom", max_length=100)
    label = models.CharField("registre", max_length=200)
    count = models.PositiveBigIntegerField("nombre d’entrées", default=0)
    head = models.CharField("empreinte de la dernière entrée", max_length=64, default=GENESIS)
    signed_at = models.DateTimeField("signée le")
    signature = models.CharField("signature", max_length=88)
    key_id = models.CharField("clé", max_length=16)

    class Meta:
        verbose_name = "chaîne"
        verbose_name_plural = "chaînes"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["name"], name="chain_name", violation_error_message="Ce registre existe déjà."
            ),
        )

    def __str__(self) -> str:
        return self.label


class Excerpt(models.Model):
    """Says that a chain is kept elsewhere: the entries that are here, signed; the chain takes no other."""

    chain = models.OneToOneField(
        Chain, models.PROTECT, related_name="excerpt", verbose_name="registre tenu ailleurs"
    )
    # Canonical JSON: the place and the fingerprint of each entry held.
    entries = models.TextField("entrées reçues")
    signature = models.CharField("signature", max_length=88)
    key_id = models.CharField("clé", max_length=16)

    class Meta:
        verbose_name = "extrait de registre"
        verbose_name_plural = "extraits de registres"

    def __str__(self) -> str:
        return f"Extrait : {self.chain}"


class SealManager(models.Manager["Seal"]):
    """Leaves the documents in the database until one is asked for: they weigh far more than the rest."""

    def get_queryset(self) -> models.QuerySet["Seal"]:
        """Give the seals without their documents."""
        return super().get_queryset().defer("pdf")


class Seal(models.Model):
    """One sealed act; the database refuses to change or delete it."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="seals", verbose_name="chaîne")
    position = models.PositiveBigIntegerField("position")
    kind = models.CharField("nature", max_length=50)
    object_type = models.CharField("nature de l’objet", max_length=100)
    object_id = models.BigIntegerField("numéro de l’objet")
    label = models.CharField("intitulé", max_length=500)
    code = models.CharField("code de vérification", max_length=CODE_LENGTH)
    content = models.TextField("contenu")
    content_sha256 = models.CharField("empreinte du contenu", max_length=64)
    pdf = models.BinaryField("document", null=True)
    pdf_sha256 = models.CharField("empreinte du document", max_length=64, blank=True)
    template_version = models.CharField("version du modèle", max_length=100, blank=True)
    sealed_at = models.DateTimeField("scellé le")
    user_id = models.BigIntegerField("numéro de l’auteur", null=True)
    user_label = models.CharField("auteur", max_length=200)
    organisation_id = models.BigIntegerField("numéro de l’organisation", null=True)
    organisation_label = models.CharField("organisation", max_length=200, blank=True)
    previous_sha256 = models.CharField("empreinte de l’entrée précédente", max_length=64)
    sha256 = models.CharField("empreinte", max_length=64)

    objects = SealManager()

    class Meta:
        verbose_name = "sceau"
        verbose_name_plural = "sceaux"
        ordering = ("chain", "position")
        indexes = (
            models.Index(fields=["object_type", "object_id"], name="seal_object"),
            models.Index(fields=["pdf_sha256"], name="seal_pdf"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["chain", "position"],
                name="seal_position",
                violation_error_message="Cette place du registre est déjà prise.",
            ),
            models.UniqueConstraint(
                fields=["chain", "object_type", "object_id", "kind"],
                name="seal_once",
                violation_error_message="Cet acte est déjà scellé.",
            ),
            models.UniqueConstraint(
                fields=["code"], name="seal_code", violation_error_message="Ce code est déjà pris."
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1),
                name="seal_counted_from_one",
                violation_error_message="Les entrées d’un registre se comptent à partir de 1.",
            ),
            models.CheckConstraint(
                condition=models.Q(pdf__isnull=True, pdf_sha256="")
                | models.Q(pdf__isnull=False) & ~models.Q(pdf_sha256=""),
                name="seal_pdf_with_fingerprint",
                violation_error_message="Un document scellé a son empreinte.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} ({self.shown_code})"

    @property
    def shown_code(self) -> str:
        """Write the code as people read it: 7K4Q-M9TD."""
        return show_code(self.code)
