"""Stage 5, checks: the questions an attentive reader would raise, each with the words that raise it."""

from beffroi.reader.checks.acts import act_findings
from beffroi.reader.checks.content import content_findings
from beffroi.reader.checks.dates import date_findings
from beffroi.reader.checks.people import people_findings
from beffroi.reader.checks.roll import roll_findings
from beffroi.reader.model import Finding, Reading
from beffroi.reader.reckon import reckon_sitting
from beffroi.reader.roll import Roll
from beffroi.reader.text import Text

__all__ = ["find_findings"]


def find_findings(text: Text, reading: Reading, roll: Roll) -> tuple[Finding, ...]:
    """Every doubt that a text raises, in the order of its lines; the text itself is never corrected."""
    reckoned = reckon_sitting(reading.sitting)
    found = [
        *roll_findings(text, reading.sitting, roll, reckoned),
        *people_findings(text, reading),
        *date_findings(text, reading, reckoned),
        *act_findings(text, reading),
        *content_findings(text),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.code)))
