"""A piece, owned by an organisation, and its versions: numbered, never changed, never deleted."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from beffroi.files.querysets import LATEST, PieceQuerySet, PieceVersionQuerySet
from beffroi.files.states import SCANNED, ScanState
from beffroi.files.storage import pieces_storage, random_name
from beffroi.organisations.models import Organisation

NAME_LENGTH = 150


class Piece(models.Model):
    """What an organisation keeps under one label; its content is that of its latest version."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("intitulé", max_length=200)
    kind = models.SlugField("nature", max_length=40, db_index=False)
    created_at = models.DateTimeField("créée le")

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce"
        ordering = ["label", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label=""),
                name="piece_has_a_label",
                violation_error_message="Une pièce a un intitulé.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=""),
                name="piece_has_a_kind",
                violation_error_message="Une pièce a une nature.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def latest(self) -> "PieceVersion | None":
        """Its latest version: what `with_latest` or `with_versions` read, else one query."""
        read: list[PieceVersion] | None = getattr(self, LATEST, None)
        # The versions come with the highest number first.
        return next(iter(self.versions.all()[:1] if read is None else read), None)


class PieceVersion(models.Model):
    """One content of a piece; the database refuses to change what it is, or to delete it."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("numéro")
    name = models.CharField("nom du fichier", max_length=NAME_LENGTH)
    content_type = models.CharField("type", max_length=100)
    size = models.PositiveBigIntegerField("taille en octets")
    sha256 = models.CharField(
        "empreinte SHA-256", max_length=64, validators=[RegexValidator("^[0-9a-f]{64}$")]
    )
    stored = models.FileField("fichier", storage=pieces_storage, upload_to=random_name, max_length=100)
    scan = models.CharField("analyse", max_length=10, choices=ScanState.choices, default=ScanState.PENDING)
    scanned_at = models.DateTimeField("analysé le", null=True, blank=True)
    scan_finding = models.CharField("ce que l’antivirus a trouvé", max_length=200, blank=True)
    uploaded_at = models.DateTimeField("déposé le")
    uploaded_by_id = models.BigIntegerField("numéro de l’auteur", null=True, blank=True)
    uploaded_by_label = models.CharField("déposé par", max_length=200)

    objects = PieceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’une pièce"
        verbose_name_plural = "versions d’une pièce"
        ordering = ["piece_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "number"],
                name="piece_version_number_once",
                violation_error_message="Cette pièce a déjà une version de ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["stored"],
                name="piece_version_file_once",
                violation_error_message="Ce fichier est déjà celui d’une autre version.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="piece_version_counted_from_one",
                violation_error_message="Les versions se comptent à partir de 1.",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1),
                name="piece_version_not_empty",
                violation_error_message="Une version a un contenu.",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(stored="") & ~Q(uploaded_by_label=""),
                name="piece_version_named",
                violation_error_message="Une version a un nom, un fichier et un auteur.",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=ScanState.values),
                name="piece_version_scan_known",
                violation_error_message="Cet état d’analyse n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=SCANNED, scanned_at__isnull=False)
                | ~Q(scan__in=SCANNED) & Q(scanned_at__isnull=True),
                name="piece_version_scanned_has_date",
                violation_error_message="Une version analysée a la date de son analyse, et elle seule.",
            ),
            models.CheckConstraint(
                condition=Q(scan=ScanState.INFECTED) & ~Q(scan_finding="")
                | ~Q(scan=ScanState.INFECTED) & Q(scan_finding=""),
                name="piece_version_infected_says_by_what",
                violation_error_message="Une version infectée dit par quoi, et elle seule.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (version {self.number})"

    @property
    def short_sha256(self) -> str:
        """The first signs of its fingerprint: enough to compare by eye."""
        return self.sha256[:12]
