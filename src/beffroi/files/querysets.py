"""Questions to the pieces and to their versions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Max, OuterRef, Subquery

from beffroi.files.states import TO_SCAN
from beffroi.organisations.models import Organisation

if TYPE_CHECKING:
    from beffroi.files.models import Piece, PieceVersion

# Where `with_latest` leaves what it read: a list of one version.
LATEST = "latest_versions"
AT_ONCE = 200


class PieceQuerySet(models.QuerySet["Piece"]):
    def of(self, organisation: Organisation) -> Self:
        """Keep the pieces that an organisation owns."""
        return self.filter(organisation=organisation)

    def with_latest(self) -> Self:
        """Read at once the latest version of each piece: one query more, for `Piece.latest`."""
        versions = PieceVersionQuerySet(self.model.versions.rel.related_model).latest_only()
        return self.prefetch_related(models.Prefetch("versions", versions, LATEST))

    def each_with_latest(self) -> "Iterator[tuple[Piece, PieceVersion]]":
        """Give each piece with its latest version, in the order they came: for archives.

        Read by batches: an organisation may hold thousands.
        """
        for piece in self.order_by("pk").with_latest().iterator(chunk_size=AT_ONCE):
            if piece.latest is not None:
                yield piece, piece.latest

    def with_versions(self) -> Self:
        """Read at once every version of each piece, the latest first."""
        return self.prefetch_related("versions")


class PieceVersionQuerySet(models.QuerySet["PieceVersion"]):
    def latest_only(self) -> Self:
        """Keep the highest number of each piece."""
        highest = (
            self.model._base_manager.filter(piece=OuterRef("piece"))
            .values("piece")
            .annotate(highest=Max("number"))
            .values("highest")
        )
        return self.annotate(highest=Subquery(highest)).filter(number=F("highest"))

    def to_scan(self) -> Self:
        """Keep what no antivirus has looked at yet."""
        return self.filter(scan__in=TO_SCAN)
