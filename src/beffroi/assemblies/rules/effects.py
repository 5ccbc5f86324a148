"""What each event changes for an act, in one sentence."""

from datetime import date

from beffroi.assemblies.kinds import EventKind
from beffroi.law.french import french_date, typeset

K = EventKind
_SENTENCES = {
    K.TRANSMISSION: "Envoyée en préfecture ; sans date de réception, l’acte ne devient pas exécutoire.",
    K.PUBLICATION: "Publiée le {on} : le délai de recours contentieux court pour les tiers.",
    K.NOTIFICATION: "Notifiée le {got} : le délai de recours court pour le destinataire.",
    K.APPEAL: "Recours gracieux reçu le {got} : fait à temps, il interrompt le délai de recours contentieux.",
    K.APPEAL_REJECTED: "Recours gracieux rejeté : deux mois francs courent de la notification du rejet.",
    K.PIECES_REQUESTED: "Le préfet demande des pièces : son délai repartira de leur réception ou du refus.",
    K.PIECES_RECEIVED: "Pièces reçues le {on} : un nouveau délai de deux mois francs court pour le préfet.",
    K.PIECES_REFUSED: "Pièces refusées le {on} : un nouveau délai de deux mois francs court pour le préfet.",
    K.WITHDRAWAL_REQUESTED: "Le préfet demande un retrait ou un changement : son délai repart de la réponse.",
    K.WITHDRAWAL_REFUSED: "Demande rejetée le {on} : un nouveau délai de deux mois francs court pour lui.",
    K.EXPLANATION_REQUESTED: "Simple demande d’explications : aucun délai ne change.",
    K.REFERRAL: "Le tribunal est saisi : l’acte reste exécutoire tant qu’il n’est ni suspendu ni annulé.",
    K.SUSPENSION: "Suspendue le {on} : l’acte ne s’exécute plus jusqu’à la fin de la suspension.",
    K.SUSPENSION_LIFTED: "Fin de la suspension le {on} : l’acte s’exécute de nouveau.",
    K.WITHDRAWAL: "Retirée le {on} : l’acte est censé n’avoir jamais existé.",
    K.REPEAL: "Abrogée le {on} : l’acte ne vaut plus pour l’avenir ; ce qu’il a produit demeure.",
    K.ANNULMENT: "Annulée le {on} par le juge : l’acte est censé n’avoir jamais existé.",
}
_RECEIVED = "Reçue en préfecture le {got} : une condition du caractère exécutoire est remplie."


def effect_of(kind: EventKind, happened_on: date, received_on: date | None) -> str:
    """Say what an event changes.

    Source: CGCT L2131-1, L2131-6; CJA R421-1, L521-1; CRPA L240-1, L411-2.
    """
    sentence = _RECEIVED if kind == K.TRANSMISSION and received_on is not None else _SENTENCES[kind]
    return typeset(sentence.format(on=french_date(happened_on), got=french_date(received_on or happened_on)))
