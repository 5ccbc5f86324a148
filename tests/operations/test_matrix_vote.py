"""Rights at the addresses of the fiche, the report and the vote."""

from rights import Case

CASES: dict[str, Case] = {}
