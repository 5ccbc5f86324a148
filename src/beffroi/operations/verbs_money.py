"""What the journal says of the examination and the money of an operation."""

VERBS = {
    "plan.written": "a écrit le plan de financement de l’opération",
    "plan.settled": "a arrêté le plan de financement de l’opération",
    "plan.cut": "a noté qu’un financeur réduit son aide à l’opération",
    "plan.voted": "a porté le vote du Département au plan de financement de l’opération",
    "means.written": "a indiqué les moyens du maître d’ouvrage de l’opération",
    "scenario.copied": "a ouvert un scénario de financement de l’opération",
    "scenario.written": "a écrit un scénario de financement de l’opération",
    "coherence.answered": "a répondu sur la cohérence de l’opération",
    "schemes.examined": "a examiné des dispositifs ordinaires pour l’opération",
    "route.decided": "a orienté le financement de l’opération",
    "scheme.granted": "a enregistré l’aide d’un dispositif à l’opération",
    "scheme.refused": "a enregistré le refus d’un dispositif à l’opération",
}
