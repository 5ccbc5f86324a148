"""Where a version stands with the antivirus, and the one table of what may follow."""

from django.db import models


class ScanState(models.TextChoices):
    """What is known of a version's content."""

    PENDING = "pending", "en attente d’analyse"
    CLEAN = "clean", "analysé, sain"
    INFECTED = "infected", "infecté"
    UNSCANNED = "unscanned", "non analysé"


# A pending version stays so while the antivirus does not answer; an installation that gets one later has
# what it holds looked at. Nothing is said twice of one content.
FOLLOWS: dict[ScanState, tuple[ScanState, ...]] = {
    ScanState.PENDING: (ScanState.CLEAN, ScanState.INFECTED),
    ScanState.UNSCANNED: (ScanState.CLEAN, ScanState.INFECTED),
    ScanState.CLEAN: (),
    ScanState.INFECTED: (),
}
TO_SCAN = tuple(state for state, next_ones in FOLLOWS.items() if next_ones)
SCANNED = (ScanState.CLEAN, ScanState.INFECTED)


def may_follow(state: ScanState, wanted: ScanState) -> bool:
    """Tell whether a version in one state may go to another."""
    return wanted in FOLLOWS[state]
