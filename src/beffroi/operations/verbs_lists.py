"""What the journal says of the lists of operations."""

VERBS = {"list.kept": "a enregistré la liste", "list.dropped": "a supprimé la liste"}
