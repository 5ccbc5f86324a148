"""What the journal says of the lists of operations, and of what is done over a whole set."""

VERBS = {
    "list.kept": "a enregistré la liste",
    "list.dropped": "a supprimé la liste",
    "import.confirmed": "a importé des opérations du fichier",
    "export.asked": "a demandé le fichier d’une liste",
    "bulk.confirmed": "a confirmé une action sur plusieurs opérations",
}
