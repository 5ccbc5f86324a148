"""Rules of money."""

from beffroi.law.catalogue.common import MONEY_HELP, amount, choice, count, lines, yes
from beffroi.law.catalogue.model import Choice, Rule, Section
from beffroi.law.funding import fonds_de_concours, own_share
from beffroi.law.impact import impact_study
from beffroi.law.lead import lead_authority
from beffroi.law.parsing import FieldKind
from beffroi.law.payments import final_payment
from beffroi.law.tables import LEAD_FIELDS, OWN_SHARE_EXCEPTIONS

OWN_SHARE = Rule(
    "own-share",
    "Part propre du maître d’ouvrage",
    "Le maître d’ouvrage met-il assez d’argent ?",
    Section.MONEY,
    own_share,
    (
        lines(
            "public_lines",
            "Subventions publiques",
            FieldKind.AMOUNTS,
            MONEY_HELP,
            "Toutes, sans la part du maître d’ouvrage.",
            required=True,
        ),
        amount("own", "Financement propre", "Il doit faire au moins 20 % de l’argent public.", required=True),
        amount("private", "Financement privé", "Il n’entre pas dans le calcul."),
        choice(
            "exception",
            "Exception",
            "Certaines opérations échappent au plancher.",
            (Choice(row.slug, row.label, row.slug) for row in OWN_SHARE_EXCEPTIONS),
        ),
        yes(
            "operating",
            "Opération de fonctionnement",
            "Le plancher ne vise que l’investissement.",
            negates="investment",
        ),
    ),
    {"public_lines": ("100000", "200000"), "own": "60000"},
)

FONDS_DE_CONCOURS = Rule(
    "fonds-de-concours",
    "Fonds de concours",
    "Combien la communauté peut-elle verser à la commune ?",
    Section.MONEY,
    fonds_de_concours,
    (
        amount("cost", "Coût de l’opération", "Ce que la commune porte s’en déduit.", required=True),
        amount(
            "subsidies",
            "Subventions reçues",
            "Le plafond se calcule une fois les subventions ôtées.",
            required=True,
        ),
        amount("amount", "Fonds de concours prévu", "Pour dire s’il tient sous le plafond."),
    ),
    {"cost": "500000", "subsidies": "300000", "amount": "100000"},
)

FINAL_PAYMENT = Rule(
    "final-payment",
    "Solde d’une subvention",
    "Combien reste-t-il à verser, ou à rendre ?",
    Section.MONEY,
    final_payment,
    (
        amount("voted", "Subvention votée", "Elle est le plafond de ce qui sera versé.", required=True),
        amount(
            "eligible", "Dépense éligible prévue", "Avec la subvention, elle donne le taux.", required=True
        ),
        amount(
            "real",
            "Dépense éligible réelle",
            "Une dépense moindre peut réduire la subvention.",
            required=True,
        ),
        amount("paid", "Déjà versé", "Avances et acomptes s’en déduisent.", required=True),
        yes(
            "fixed",
            "Subvention forfaitaire",
            "La convention ne la réduit pas avec la dépense.",
            negates="pro_rata",
        ),
    ),
    {"voted": "100000", "eligible": "400000", "real": "363333,33", "paid": "70000"},
)

IMPACT_STUDY = Rule(
    "impact-study",
    "Étude d’impact sur le fonctionnement",
    "L’opération demande-t-elle une étude d’impact ?",
    Section.MONEY,
    impact_study,
    (
        amount("cost", "Coût total prévu", "Il se compare au seuil.", required=True),
        count("population", "Population", "Le seuil change avec elle.", required=True),
        amount(
            "revenue",
            "Recettes réelles de fonctionnement",
            "Le seuil est une part de ces recettes.",
            required=True,
        ),
    ),
    {"cost": "2000000", "population": "8000", "revenue": "1500000"},
)

LEAD_AUTHORITY = Rule(
    "lead-authority",
    "Domaine à chef de file",
    "Le financement suit-il les règles du domaine ?",
    Section.MONEY,
    lead_authority,
    (
        choice(
            "field",
            "Domaine",
            "Chaque domaine a son chef de file.",
            (Choice(row.slug, row.label, row.slug) for row in LEAD_FIELDS),
            required=True,
        ),
        lines(
            "public_lines",
            "Subventions publiques",
            FieldKind.AMOUNTS,
            MONEY_HELP,
            "Toutes, sans la part du maître d’ouvrage.",
            required=True,
        ),
        amount("own", "Financement propre", "Il doit faire au moins 30 % de l’argent public.", required=True),
        amount("region", "Dont région", "Région et département ne s’y cumulent pas."),
        amount("departement", "Dont département", "Région et département ne s’y cumulent pas."),
        yes("state_region_plan", "Contrat de plan État-région", "Il permet le cumul."),
        yes(
            "territorial_agreement",
            "Convention territoriale d’exercice concerté",
            "Elle peut déroger aux deux règles.",
        ),
    ),
    {"field": "solidarite-territoires", "public_lines": ("120000", "80000"), "own": "60000"},
)
