"""What the journal says of an operation: its idea, its file, its moves."""

VERBS = {
    "operation.proposed": "a proposé l’opération",
    "operation.moved": "a fait avancer l’opération",
    "operation.edited": "a modifié l’opération",
}
