"""What a reading asks, as the pages show it: a word for the severity, a short question, the words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from beffroi.core.ui.parts import Finding as Shown
from beffroi.core.ui.parts import Quote, State
from beffroi.law.french import plural, typeset
from beffroi.reader.model import Finding, Severity

STATES = {
    Severity.ERROR: State("no", "Erreur"),
    Severity.WARNING: State("miss", "Alerte"),
    Severity.QUESTION: State("ask", "Question"),
}
SEVERITY_NOUNS = {Severity.ERROR: "erreur", Severity.WARNING: "alerte", Severity.QUESTION: "question"}
TITLES = {
    "act-named-inconsistently": "Quel est le nom de l’acte ?",
    "convocation-too-late": "La convocation est partie trop tard",
    "counts-stated-differ": "Le nombre écrit n’est pas celui de la liste",
    "dispatch-date-not-stated": "Quand la convocation est-elle partie ?",
    "figure-imputed-average": "Une dépense, ou une moyenne multipliée ?",
    "figure-scope-mismatch": "Que couvre ce chiffre ?",
    "fund-without-terms": "Quel montant pour ce fonds ?",
    "heading-without-content": "Un titre, et rien dessous",
    "member-in-two-lists": "Un nom est dans deux listes",
    "member-listed-twice": "Un nom est écrit deux fois",
    "name-spelled-differently": "Un nom s’écrit de deux façons",
    "near-duplicate-names": "Deux noms proches, deux personnes ?",
    "note-without-anchor": "Une note que rien n’appelle",
    "number-missing": "La délibération n’a pas de numéro",
    "owners-narrower-than-partners": "Qui peut proposer une opération ?",
    "period-stated-differently": "Deux périodes pour un même document",
    "priorities-not-developed": "Les priorités annoncées sont-elles celles qui suivent ?",
    "proxy-holder-not-present": "Le porteur d’une procuration n’est pas présent",
    "proxy-holder-over-limit": "Un porteur tient trop de procurations",
    "published-before-received": "Publié avant d’être reçu ?",
    "quorum-not-met": "Le quorum n’est pas atteint",
    "seats-in-office-not-stated": "Combien de sièges en exercice ?",
    "secretary-not-present": "Le secrétaire n’est pas parmi les présents",
    "signature-date-blank": "La date de signature est en blanc",
    "signed-by-all-members": "Qui a signé ?",
    "vote-counts-inconsistent": "Le décompte des voix ne tombe pas juste",
    "vote-counts-missing": "Le vote n’a pas de décompte",
    "year-stated-differently": "Deux années pour un même fait",
}  # fmt: skip
LONGEST_QUOTE = 240
MOST_SHOWN = 300


def show_findings(findings: Sequence[Finding], *, text_href: str | None) -> list[Shown]:
    """Prepare findings; `text_href` is the page that shows the lines, None when no text is at hand."""
    return [
        _show(number, finding, text_href) for number, finding in enumerate(findings[:MOST_SHOWN], start=1)
    ]


def anchor(number: int) -> str:
    """Where the finding of that rank stands on the page."""
    return f"q{number}"


def _show(number: int, finding: Finding, text_href: str | None) -> Shown:
    title = TITLES.get(finding.code)
    note = finding.message if title else ""
    if finding.source:
        note = f"{note} {_cited(finding.source)}.".lstrip()
    quote = finding.quote if len(finding.quote) <= LONGEST_QUOTE else f"{finding.quote[:LONGEST_QUOTE]}…"
    href = "" if text_href is None else f"{text_href}#l{finding.line}"
    return Shown(
        state=STATES[finding.severity],
        title=typeset(title or finding.message),
        quotes=(Quote(quote, finding.line or None, href),) if finding.quote else (),
        note=typeset(note),
        anchor=anchor(number),
    )


def _cited(source: str) -> str:
    """Put « art. » between a code and its article, as French cites them.

    Example: CGCT L2121-20 → CGCT, art. L2121-20.
    """
    text, space, article = source.rpartition(" ")
    is_article = article[:1] in "LRD" and article[1:2].isdigit()
    return f"{text}, art. {article}" if space and is_article and not text.endswith(("art.", ",")) else source


def count_findings(findings: Iterable[Finding]) -> str:
    """Count findings by severity, the gravest first; « aucune question » when there is none.

    Example: 7 alertes, 13 questions.
    """
    counts = Counter(finding.severity for finding in findings)
    told = [plural(counts[severity], noun) for severity, noun in SEVERITY_NOUNS.items() if counts[severity]]
    return ", ".join(told) or "aucune question"
