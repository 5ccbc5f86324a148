"""The sections of the page about the fiche, the report and the vote."""

from beffroi.operations.panels import Panel

PANELS: tuple[Panel, ...] = ()
