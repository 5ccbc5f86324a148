"""Rules of a vote."""

from beffroi.law.ballots import ballot_request
from beffroi.law.catalogue.common import assembly, choice, count, day, lines, yes
from beffroi.law.catalogue.model import Choice, Rule, Section
from beffroi.law.ceiling import vote_ceiling
from beffroi.law.nominations import nomination_round
from beffroi.law.parsing import FieldKind
from beffroi.law.tables import BallotKind
from beffroi.law.votes import ChairVote, absolute_majority, vote_outcome

VOTE_OUTCOME = Rule(
    "vote-outcome",
    "Résultat d’un vote",
    "La proposition est-elle adoptée ?",
    Section.VOTE,
    vote_outcome,
    (
        count("for_", "Pour", "Procurations comprises.", required=True),
        count("against", "Contre", "Procurations comprises.", required=True),
        assembly(),
        count("abstentions", "Abstentions", "Elles ne sont pas des suffrages exprimés."),
        count("blank", "Bulletins blancs ou nuls", "Ils ne sont pas des suffrages exprimés."),
        count("refusals", "Refus de vote", "Ils ne sont pas des suffrages exprimés."),
        choice(
            "chair_vote",
            "Vote du président",
            "Sa voix décide en cas de partage.",
            (Choice(vote.value, vote.value, vote) for vote in ChairVote),
        ),
        yes("secret", "Scrutin secret", "Un partage y vaut rejet en commune et en EPCI."),
        yes("accounts", "Compte financier unique", "Il est adopté, sauf majorité contre."),
        day("on", "Date du vote", "Les articles budgétaires changent de numéro en 2026."),
    ),
    {"for_": "4", "against": "0", "abstentions": "6", "assembly": "epci"},
)

ABSOLUTE_MAJORITY = Rule(
    "absolute-majority",
    "Majorité absolue",
    "Combien de voix font la majorité absolue ?",
    Section.VOTE,
    absolute_majority,
    (
        count(
            "valid_votes",
            "Suffrages exprimés",
            "Pour et contre, sans abstentions ni bulletins blancs.",
            required=True,
        ),
        count("votes_for", "Voix obtenues", "Pour dire si la majorité est atteinte."),
    ),
    {"valid_votes": "125"},
)

VOTE_CEILING = Rule(
    "vote-ceiling",
    "Voix à compter",
    "Le décompte des voix est-il complet ?",
    Section.VOTE,
    vote_ceiling,
    (
        count("present", "Présents", "Chacun a une voix.", required=True),
        count("represented", "Représentés", "Chaque procuration porte une voix.", required=True),
        count("recused", "En déport parmi les présents", "Ils ne votent pas."),
        count(
            "proxies_of_recused",
            "Procurations portées par eux",
            "Elles tombent avec leur porteur pour cette affaire.",
        ),
        count("recorded", "Voix enregistrées", "Pour, contre, abstentions et non-participations."),
    ),
    {"present": "102", "represented": "23", "recorded": "125"},
)

NOMINATION_ROUND = Rule(
    "nomination-round",
    "Nomination",
    "Qui est élu à ce tour ?",
    Section.VOTE,
    nomination_round,
    (
        lines(
            "votes",
            "Voix par candidat",
            FieldKind.TALLY,
            "candidat = voix",
            "Les bulletins blancs et nuls en sont exclus.",
            required=True,
        ),
        count(
            "round_number",
            "Tour",
            "Majorité absolue aux deux premiers tours, relative au troisième.",
            required=True,
        ),
        assembly(),
        lines(
            "born_on",
            "Dates de naissance",
            FieldKind.BIRTHS,
            "candidat = date",
            "À égalité au troisième tour, le plus âgé est élu.",
        ),
        yes(
            "open_vote",
            "Scrutin public",
            "Le scrutin est secret, sauf renonciation unanime.",
            negates="secret",
        ),
        yes(
            "waived_unanimously",
            "Renonciation unanime au secret",
            "Sans elle, un scrutin public est irrégulier.",
        ),
        yes("secrecy_imposed", "Secret imposé par un texte", "L’unanimité ne peut alors pas le lever."),
    ),
    {"votes": ("MARTIN Anne = 40", "DURAND Paul = 22"), "round_number": "1", "assembly": "epci"},
)

BALLOT_REQUEST = Rule(
    "ballot-request",
    "Scrutin public, secret, huis clos",
    "Combien de membres doivent le demander ?",
    Section.VOTE,
    ballot_request,
    (
        count("asking", "Demandeurs", "La demande doit venir d’assez de membres.", required=True),
        count("present", "Présents", "Le seuil est souvent une part des présents.", required=True),
        choice(
            "kind",
            "Demande",
            "Le seuil dépend de ce qui est demandé.",
            (Choice(kind.value, kind.label, kind) for kind in BallotKind),
            required=True,
        ),
        assembly(),
        yes("by_chair", "Demande du président", "Le président peut demander seul le huis clos."),
        yes("nomination", "Il s’agit d’une nomination", "Une nomination se vote au scrutin secret."),
    ),
    {"asking": "26", "present": "102", "kind": "public", "assembly": "epci"},
)
