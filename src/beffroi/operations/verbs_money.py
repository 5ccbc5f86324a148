"""What the journal says of the examination and the money of an operation."""

VERBS: dict[str, str] = {}
