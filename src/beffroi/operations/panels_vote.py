"""The sections of the page about the fiche, the report and the vote."""

from beffroi.operations.panels import Panel
from beffroi.operations.sheet_page import sheet_panel

PANELS: tuple[Panel, ...] = (
    Panel("fiche", "Fiche opération et vote", "operations/panels/sheet.html", sheet_panel),
)
