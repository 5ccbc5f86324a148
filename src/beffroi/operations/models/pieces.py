"""The pieces of an operation: files of its owner, each of a kind that the contract asks for or another."""

from django.db import models

from beffroi.operations.models.operation import Operation


class OperationPiece(models.Model):
    """A file attached to an operation; its slug names the required piece that it is, if it is one."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="pieces")
    piece = models.OneToOneField("files.Piece", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField("pièce attendue", max_length=40, blank=True)

    class Meta:
        verbose_name = "pièce de l’opération"
        verbose_name_plural = "pièces de l’opération"
        ordering = ["operation_id", "pk"]
        indexes = [models.Index(fields=["operation", "slug"], name="operation_piece_slug")]

    def __str__(self) -> str:
        return str(self.piece)
