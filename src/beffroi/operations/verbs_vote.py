"""What the journal says of the fiche, the report and the vote."""

VERBS: dict[str, str] = {
    "sheet.opened": "a ouvert la fiche de l’opération",
    "sheet.sealed": "a scellé la fiche de l’opération",
    "report.prepared": "a ouvert le rapport",
    "report.edited": "a modifié le rapport",
    "report.item_added": "a ajouté une opération au rapport",
    "report.item_removed": "a enlevé une opération du rapport",
    "report.item_left": "a fait quitter le rapport à une opération, repartie dans une autre voie",
    "report.sent": "a envoyé le rapport",
    "report.item_taken_off": "a retiré une opération de l’ordre du jour du rapport",
    "report.interest_declared": "a enregistré un intérêt déclaré sur le rapport",
    "report.vote_opened": "a ouvert la délibération du rapport",
    "report.vote_dropped": "a abandonné la délibération du rapport",
    "report.voted": "a enregistré le vote du rapport",
}
