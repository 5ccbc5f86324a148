"""The sections of the page about the examination and the money."""

from beffroi.operations.panels import Panel

PANELS: tuple[Panel, ...] = ()
