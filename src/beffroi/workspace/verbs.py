"""What can be done in the workspace, in words for the journal."""

VERBS = {
    "user.mails_chosen": "a changé les courriels de",
    "user.calendar_opened": "a ouvert le calendrier de",
    "user.calendar_renewed": "a changé l’adresse du calendrier de",
    "user.calendar_closed": "a fermé le calendrier de",
}
