"""What the journal says of the fiche, the report and the vote."""

VERBS: dict[str, str] = {}
