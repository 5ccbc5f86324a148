"""What the journal says of the examination and the money of an operation."""

VERBS = {
    "plan.written": "a écrit le plan de financement de l’opération",
    "plan.settled": "a arrêté le plan de financement de l’opération",
    "plan.cut": "a noté qu’un financeur réduit son aide à l’opération",
}
