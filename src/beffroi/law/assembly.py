"""The bodies that deliberate, and how French names them."""

from enum import StrEnum


class AssemblyKind(StrEnum):
    """Which body sits: the rules change with it."""

    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTEMENT = "departement"
    STANDING_COMMITTEE = "commission_permanente"
    BUREAU = "bureau"

    @property
    def label(self) -> str:
        """Its French name."""
        return _LABELS[self]


_LABELS = {
    AssemblyKind.COMMUNE: "conseil municipal",
    AssemblyKind.EPCI: "conseil d’un EPCI",
    AssemblyKind.DEPARTEMENT: "conseil départemental",
    AssemblyKind.STANDING_COMMITTEE: "commission permanente du conseil départemental",
    AssemblyKind.BUREAU: "bureau d’un EPCI",
}
