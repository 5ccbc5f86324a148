from beffroi.assemblies.intake.findings import (
    LONGEST_QUOTE,
    MOST_SHOWN,
    TITLES,
    count_findings,
    show_findings,
)
from beffroi.reader.model import Severity
from portal.factories import make_finding


def test_a_finding_shows_its_severity_its_question_its_words_and_its_article():
    (shown,) = show_findings([make_finding()], text_href="/texte/")
    assert shown.state.word == "Alerte"
    assert shown.title == "Le vote n’a pas de décompte"
    assert shown.quotes[0].text == "APPROUVE le budget"
    assert shown.quotes[0].href == "/texte/#l7"
    assert shown.note == "Aucun décompte de voix. CGCT, art.\u00a0L2121-20."


def test_without_a_text_no_line_is_linked():
    (shown,) = show_findings([make_finding()], text_href=None)
    assert shown.quotes[0].href == ""


def test_an_unknown_code_asks_with_its_own_words():
    (shown,) = show_findings(
        [make_finding(code="something-new", message="Étrange.", source=None)], text_href=""
    )
    assert (shown.title, shown.note) == ("Étrange.", "")


def test_the_quoted_words_are_never_typeset():
    (shown,) = show_findings([make_finding(quote="20 DEC. 2023 : 5 %")], text_href="")
    assert shown.quotes[0].text == "20 DEC. 2023 : 5 %"


def test_what_is_shown_is_bounded():
    shown = show_findings([make_finding(quote="x" * 9000)] * 5000, text_href="")
    assert len(shown) == MOST_SHOWN
    assert len(shown[0].quotes[0].text) == LONGEST_QUOTE + 1


def test_findings_are_counted_the_gravest_first():
    findings = [
        make_finding(severity=Severity.QUESTION),
        make_finding(severity=Severity.ERROR),
        make_finding(severity=Severity.QUESTION),
    ]
    assert count_findings(findings) == "1\u00a0erreur, 2\u00a0questions"
    assert count_findings([]) == "aucune question"


def test_every_code_of_the_exchange_format_has_a_title():
    codes = {
        "convocation-too-late", "quorum-not-met", "seats-in-office-not-stated", "proxy-holder-over-limit",
        "proxy-holder-not-present", "member-in-two-lists", "member-listed-twice", "near-duplicate-names",
        "number-missing", "vote-counts-missing", "dispatch-date-not-stated", "vote-counts-inconsistent",
        "secretary-not-present", "signed-by-all-members", "signature-date-blank", "year-stated-differently",
        "name-spelled-differently", "counts-stated-differ", "act-named-inconsistently",
        "published-before-received", "figure-imputed-average", "figure-scope-mismatch",
    }  # fmt: skip
    assert codes <= TITLES.keys()
