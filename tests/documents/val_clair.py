"""An extract of Val-Clair, a territory that does not exist: its people, its council, its act."""

from datetime import UTC, datetime
from itertools import product

AT = datetime(2024, 3, 14, 9, 30, tzinfo=UTC)
SURNAMES = (
    "AUBRELIN", "BEAUFRAIS", "CARDONNEL", "DEVERGNOLLES", "ESTRAMONT", "FLORÉAL-DUCHEMIN",
    "GARANCELLE", "HAUTERÊVE", "ISAMBOURG", "JOLIVERT", "KERGALEC", "LŒUILLETTE", "MARENCOURT", "NOIRVAL",
    "ORMESSIN", "PRÉVALON", "QUINTERRE", "ROSEMBERT", "SAINT-ALBRAC", "TOURNEMINE",
)  # fmt: skip
FIRST_NAMES = (
    "Agathe", "Basile", "Célestine", "Damien", "Éléonore", "Fernand", "Gaëtane", "Hippolyte", "Inès",
    "Jean-Barnabé", "Léopoldine", "Maël", "Noémie", "Octave", "Philippine", "Quentin", "Rosalie", "Sylvère",
    "Thaïs", "Ulysse",
)  # fmt: skip


def people(count: int) -> list[str]:
    """So many different names, in alphabetical order."""
    pairs = list(product(SURNAMES, FIRST_NAMES))
    step = max(1, len(pairs) // count)
    return [f"{surname} {first}" for surname, first in pairs[::step][:count]]


def attendance(present: int = 102, represented: int = 23, absent: int = 27) -> dict:
    names = people(present + represented + absent)
    given = names[present : present + represented]
    return {
        "counts": {
            "in_office": len(names),
            "present": present,
            "represented": represented,
            "absent": absent,
        },
        "present": names[:present],
        "represented": [{"name": name, "holder": names[index % present]} for index, name in enumerate(given)],
        "absent": names[present + represented :],
    }


def vote() -> dict:
    names = people(152)
    return {
        "wording": "à la majorité des suffrages exprimés",
        "for": 118,
        "against": 3,
        "abstain": 2,
        "not_taking_part": 2,
        "outcome": "Adopté : 118 voix pour, 3 contre ; la majorité absolue était de 61 voix.",
        "names": {"against": names[5:8], "abstain": names[40:42], "recused": names[70:72]},
        "reckoning": [
            "102 présents + 23 représentés − 2 déports = 123 voix possibles",
            "118 pour + 3 contre = 121 suffrages exprimés ; les abstentions ne comptent pas "
            "(CGCT, art. L2121-20)",
            "121 ÷ 2 = 60,5, soit 61 voix",
        ],
    }


def dates() -> list[dict]:
    return [
        {
            "label": "Convocation",
            "date": "6 mars 2024",
            "note": "Cinq jours francs avant la séance : respectés.",
        },
        {
            "label": "Transmission au préfet",
            "date": "14 mars 2024",
            "note": "Accusé de réception du même jour.",
        },
        {"label": "Publication", "date": "15 mars 2024", "note": None},
        {
            "label": "Exécutoire",
            "date": "15 mars 2024",
            "note": "La plus tardive des deux dates : 14 mars → 15 mars 2024 (CGCT, art. L2131-1).",
        },
        {
            "label": "Fin du délai de recours",
            "date": "jeudi 16 mai 2024",
            "note": "15 mars + 2 mois = 15 mai ; le jour qui suit, 16 mai 2024 à minuit (CJA, art. R421-1).",
        },
    ]


def extract(**changes: object) -> dict:
    """Data of an extract as `documents/extract` wants them."""
    return {
        "authority": {
            "name": "Val-Clair Agglomération",
            "kind_label": "Communauté d’agglomération",
            "accent": "#23423a",
        },
        "assembly": "Conseil communautaire",
        "sitting": {
            "date": "mercredi 13 mars 2024",
            "time": "18 h 30",
            "place": "salle des Tilleuls, à Val-Clair-le-Haut",
        },
        "convocation": "6 mars 2024",
        "number": "2024-017",
        "title": "Contrat de territoire 2024-2027 : approbation et autorisation de signer",
        "nature": "Délibération",
        "subject": {"code": "7.5.2", "label": "Subventions accordées à des collectivités"},
        "effect": "Décision ni réglementaire ni individuelle",
        "attendance": attendance(),
        "chair": "AUBRELIN Agathe, présidente",
        "secretary": "NOIRVAL Octave",
        "quorum": "Quorum : 77 présents exigés sur 152 membres en exercice ; 102 présents, quorum atteint.",
        "citations": [
            "Vu le code général des collectivités territoriales, notamment ses articles "
            "L5211-1 et L2121-29 ;",
            "Vu la délibération n° 2023-112 du 6 décembre 2023 qui ouvre la négociation du contrat ;",
        ],
        "recitals": [
            "Considérant que le département de la Haute-Lisière propose aux intercommunalités un contrat "
            "de quatre ans, doté de 4 250 000 € pour Val-Clair, et que ses trois axes rejoignent ceux "
            "du projet de territoire ;",
            "Considérant que [donnée personnelle masquée], qui occupe le logement de fonction, "
            "a donné son accord ;",
        ],
        "decisions": [
            {
                "verb": "APPROUVE",
                "text": "le contrat de territoire 2024-2027, annexé à la présente délibération ;",
            },
            {
                "verb": "AUTORISE",
                "text": "la présidente, ou le vice-président délégué, à le signer, ainsi que "
                "tout document qui s’y rapporte ;",
            },
            {"verb": "DIT", "text": "que les crédits sont inscrits au budget principal, chapitre 204."},
        ],
        "opinions": ["Avis favorable de la commission des finances du 5 mars 2024, à l’unanimité."],
        "vote": vote(),
        "dates": dates(),
        "appeal": "Cette délibération peut être contestée devant le tribunal administratif de Val-Clair, "
        "dans les deux mois qui suivent sa publication, ou par un recours gracieux auprès de la présidente.",
        "signatories": [
            {"name": "AUBRELIN Agathe", "capacity": "La présidente"},
            {"name": "NOIRVAL Octave", "capacity": "Le secrétaire de séance"},
        ],
        "origin": {
            "kind": "reprise",
            "sentence": "Cet acte a été enregistré à partir de son texte publié ; rien n’y a été corrigé.",
        },
        "fictitious": True,
        "findings": 2,
        "verification": {
            "code": "7K4M-92QX-BT6D",
            "url": "https://actes.val-clair.example/verifier/7K4M-92QX-BT6D",
        },
        "certified": {"on": "18 mars 2024", "by": "MARENCOURT Inès, directrice générale des services"},
        **changes,
    }
