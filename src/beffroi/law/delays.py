"""The clear delay in months (délai franc) shared by appeals and the prefect's referral."""

from dataclasses import dataclass
from datetime import date

from beffroi.law.calendar import ONE_DAY, add_months, next_working_day
from beffroi.law.french import french_date, french_day

APPEAL_MONTHS = 2


@dataclass(frozen=True, slots=True)
class ClearDelay:
    """A delay whose first and last days do not count: its end, the day after, and the last day to act."""

    start: date
    ends_on: date
    day_after: date
    last: date

    @property
    def steps(self) -> tuple[str, ...]:
        """The arithmetic in French."""
        months = f"{french_date(self.start)} + {APPEAL_MONTHS} mois = {french_date(self.ends_on)}"
        return (f"{months} ; + 1 jour = {french_date(self.day_after)}", self._postponed)

    @property
    def _postponed(self) -> str:
        if self.last == self.day_after:
            return f"Aucun report : le {french_date(self.last)} n’est ni samedi, ni dimanche, ni férié"
        return f"Le {french_day(self.day_after)} n’est pas ouvré : report au {french_day(self.last)}"


def two_clear_months(start: date, *, alsace_moselle: bool = False) -> ClearDelay:
    """Count two months clipped to the end of the month, one day more, then the next working day.

    Source: Code de justice administrative, art. R421-1.
    Example: 31 December 2023 → 29 February 2024, 1 March 2024.
    """
    ends_on = add_months(start, APPEAL_MONTHS)
    day_after = ends_on + ONE_DAY
    return ClearDelay(start, ends_on, day_after, next_working_day(day_after, alsace_moselle=alsace_moselle))
