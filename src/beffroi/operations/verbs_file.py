"""What the journal says of an operation: its idea, its file, its moves."""

VERBS = {
    "operation.proposed": "a proposé l’opération",
    "operation.moved": "a fait avancer l’opération",
    "operation.edited": "a modifié l’opération",
    "operation.piece_added": "a joint une pièce à l’opération",
    "operation.piece_version_added": "a joint une nouvelle version d’une pièce à l’opération",
    "operation.early_start_asked": "a demandé à démarrer avant l’attribution",
    "operation.early_start_granted": "a autorisé le démarrage anticipé",
    "operation.early_start_refused": "a refusé le démarrage anticipé",
    "operation.support_asked": "a demandé l’ingénierie",
    "operation.support_assigned": "a confié la demande d’ingénierie",
    "operation.support_released": "a laissé la demande d’ingénierie sans réponse",
    "operation.opinion_signed": "a signé un avis d’ingénierie",
}
