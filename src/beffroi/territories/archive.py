"""Territories enter no archive: they are the same everywhere, loaded from their source."""

from beffroi.core.archive.registry import leave_out


def wire() -> None:
    """Say why the tables of territories stay out."""
    leave_out(
        "communes, intercommunalités et départements, chargés par « beffroi territories »",
        "territories.departement", "territories.epci", "territories.commune", "territories.contour",
    )  # fmt: skip
