"""Rules of a sitting: convocation, quorum, proxies, weekly list."""

from beffroi.law.catalogue.common import ALSACE_MOSELLE, assembly, count, day, lines, yes
from beffroi.law.catalogue.model import Rule, Section
from beffroi.law.convocation import clear_days
from beffroi.law.papers import weekly_list_deadline
from beffroi.law.parsing import FieldKind
from beffroi.law.proxies import check_proxies
from beffroi.law.quorum import quorum
from beffroi.law.second_sitting import second_convocation

SITTING = day(
    "sitting_on", "Date de la séance", "Le délai se compte jusqu’à la veille de ce jour.", required=True
)

CLEAR_DAYS = Rule(
    "clear-days",
    "Délai de convocation",
    "La convocation est-elle partie à temps ?",
    Section.CONVOCATION,
    clear_days,
    (
        day(
            "dispatched_on",
            "Date d’envoi",
            "C’est l’envoi qui compte, non la date écrite en tête.",
            required=True,
        ),
        SITTING,
        assembly(),
        count(
            "population",
            "Population de la commune",
            "Le délai d’une commune passe de 3 à 5 jours à 3 500 habitants.",
        ),
        yes(
            "first_after_renewal",
            "Première réunion après un renouvellement",
            "Le délai d’une commune est alors de 3 jours.",
        ),
        yes("urgent", "Urgence", "L’urgence abrège le délai, sans descendre sous un jour franc."),
    ),
    {"dispatched_on": "2023-12-06", "sitting_on": "2023-12-12", "assembly": "epci"},
)

SECOND_CONVOCATION = Rule(
    "second-convocation",
    "Seconde convocation",
    "Peut-on délibérer sans quorum à la seconde séance ?",
    Section.CONVOCATION,
    second_convocation,
    (
        day("sitting_on", "Date de la seconde séance", "Le délai se compte jusqu’à ce jour.", required=True),
        assembly(),
        day(
            "dispatched_on",
            "Date du second envoi",
            "Commune, EPCI et bureau : trois jours francs en partent.",
        ),
        day(
            "failed_on",
            "Date de la séance sans quorum",
            "Département : la réunion de plein droit a lieu trois jours plus tard.",
        ),
        yes("urgent", "Délai abrégé pour urgence", "Le quorum s’applique alors de nouveau."),
        yes(
            "items_changed",
            "Ordre du jour modifié",
            "La dispense ne vaut que pour les mêmes affaires.",
            negates="same_items",
        ),
        ALSACE_MOSELLE,
    ),
    {"sitting_on": "2024-06-14", "dispatched_on": "2024-06-10", "assembly": "epci"},
)

QUORUM = Rule(
    "quorum",
    "Quorum",
    "Sommes-nous assez pour délibérer ?",
    Section.SITTING,
    quorum,
    (
        count(
            "in_office",
            "Membres en exercice",
            "La moitié se compte sur les sièges pourvus, les vacants en sortent.",
            required=True,
        ),
        count(
            "present",
            "Présents dans la salle",
            "Eux seuls font le quorum, avec les membres à distance s’il y en a.",
            required=True,
        ),
        assembly(),
        count("represented", "Représentés", "Les procurations ne comptent qu’à la commission permanente."),
        count("remote", "Présents à distance", "Ils comptent depuis le 1er août 2022, sauf en commune."),
        count("interested", "Membres intéressés parmi les présents", "Ils ne comptent pas pour l’affaire."),
        count(
            "excluded", "Membres écartés (L1111-6 II)", "Ils sortent aussi du nombre des membres en exercice."
        ),
        count("excluded_absent", "Écartés déjà absents", "Ceux-là n’étaient pas comptés parmi les présents."),
        day("on", "Date de la séance", "Les règles ont changé avec le temps."),
        yes("second_convocation", "Sur seconde convocation", "Aucun quorum n’est alors exigé."),
        yes(
            "second_shortened", "Seconde convocation à délai abrégé", "Le quorum s’applique alors de nouveau."
        ),
        yes(
            "video_barred_item",
            "Élection du président, du bureau, ou budget primitif",
            "La visioconférence y est exclue.",
        ),
        ALSACE_MOSELLE,
    ),
    {"in_office": "152", "present": "102", "represented": "23", "assembly": "epci", "on": "2023-12-12"},
)

PROXIES = Rule(
    "check-proxies",
    "Procurations",
    "Les procurations sont-elles régulières ?",
    Section.SITTING,
    check_proxies,
    (
        lines(
            "pairs",
            "Procurations",
            FieldKind.PAIRS,
            "mandant > porteur",
            "Chaque porteur n’en tient qu’une.",
            required=True,
        ),
        lines(
            "present",
            "Présents",
            FieldKind.NAMES,
            "un nom",
            "Le porteur doit être présent, le mandant absent.",
            required=True,
        ),
        assembly(),
        lines(
            "recused",
            "En déport",
            FieldKind.NAMES,
            "un nom",
            "Un membre en déport ne vote pas non plus pour son mandant.",
        ),
        lines(
            "sittings_in_a_row",
            "Séances de suite",
            FieldKind.TALLY,
            "mandant = nombre",
            "Une procuration dure trois séances au plus, une au département.",
        ),
        lines(
            "illness_certified",
            "Maladie constatée",
            FieldKind.NAMES,
            "un nom",
            "La limite de trois séances ne joue plus.",
        ),
    ),
    {
        "pairs": ("ANTKOWIAK Corinne > BARRÉ Bertrand", "CARINCOTTE Annie-Claude > BAUW Olivier"),
        "present": ("BARRÉ Bertrand", "BAUW Olivier"),
        "assembly": "epci",
    },
)

WEEKLY_LIST = Rule(
    "weekly-list",
    "Liste des délibérations",
    "Quand la liste doit-elle être affichée ?",
    Section.ACT,
    weekly_list_deadline,
    (
        day("sitting_on", "Date de la séance", "La semaine court de ce jour.", required=True),
        assembly(),
        day("listed_on", "Date d’affichage et de mise en ligne", "Pour dire si elle est venue à temps."),
    ),
    {"sitting_on": "2023-12-12", "assembly": "epci"},
)
