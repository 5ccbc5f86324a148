"""The calculators: one form for each rule, the same answer as the rule itself, nothing kept."""

import re
import shlex
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.core.ui.templatetags.ui import reckoning_state
from beffroi.law.command import main as law_command
from beffroi.law.registry import RULES, FieldKind, find_rule
from beffroi.portal.calculators.forms import RuleForm, example_query
from core.html_checks import check_fragment, check_page

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
HTMX = {"HX-Request": "true"}


def page(client, rule, query="", **headers):
    response = client.get(f"/calculer/{rule.slug}/?{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    """Give what is read on a page, its tags left out."""
    return re.sub(r"<[^>]+>", "", html)


def test_every_rule_is_listed_under_its_heading(client):
    html = client.get("/calculer/").content.decode()
    check_page(html)
    for rule in RULES:
        assert f'href="/calculer/{rule.slug}/"' in html
        assert rule.section.value in html


@pytest.mark.parametrize(
    ("typed", "found"), [("QUORUM", "quorum"), ("executoire", "enforceable"), ("solde", "final-payment")]
)
def test_a_rule_is_found_by_its_words(client, typed, found):
    html = client.get("/calculer/", {"q": typed}).content.decode()
    assert f'href="/calculer/{found}/"' in html
    assert html.count('class="question"') < len(RULES)


def test_a_search_that_finds_nothing_says_what_to_do(client):
    html = client.get("/calculer/", {"q": "cadastre"}).content.decode()
    check_page(html)
    assert "Rien ne répond à cette recherche." in html


@EVERY_RULE
def test_an_empty_form_asks_each_question_with_its_reason(client, rule):
    html = page(client, rule)
    check_page(html)
    for field in rule.fields:
        assert f'name="{field.name}"' in html
        assert f'id="id_{field.name}_helptext"' in html
    assert "La réponse viendra ici" in html
    assert "à corriger" not in html


@EVERY_RULE
def test_the_example_gives_the_same_answer_as_the_rule(client, rule):
    expected = rule.explain(rule.example)
    html = page(client, rule, example_query(rule))
    check_page(html)
    read = text_of(html)
    for told in (expected.title, expected.verdict, reckoning_state(expected).word, *expected.steps):
        assert told in read.replace("&#x27;", "'").replace("&gt;", ">")
    assert all(source.label in read and source.certainty.label in read for source in expected.sources)


@EVERY_RULE
def test_the_form_is_sent_empty_and_says_what_is_missing(client, rule):
    html = page(client, rule, "&".join(f"{field.name}=" for field in rule.fields))
    check_page(html)
    needed = [field for field in rule.fields if field.required]
    assert html.count('aria-invalid="true"') == len(needed)
    assert html.count('<a href="#id_') == len(needed)
    assert "hx-get" not in html or not needed


def rules_with_a_date():
    kinds = ((rule, field) for rule in RULES for field in rule.fields if field.kind is FieldKind.DATE)
    return [pytest.param(rule, field.name, id=f"{rule.slug}-{field.name}") for rule, field in kinds]


@pytest.mark.parametrize(("rule", "name"), rules_with_a_date())
def test_a_date_that_does_not_exist_is_told_beside_its_field(client, rule, name):
    query = QueryDict(example_query(rule), mutable=True)
    query[name] = "31/02/2024"
    html = page(client, rule, query.urlencode())
    check_page(html)
    assert f'id="id_{name}_error"' in html
    assert 'value="31/02/2024"' in html
    assert "n’existe pas au calendrier" in html


@pytest.mark.parametrize("typed", ["06/12/2023", "2023-12-06", "6 décembre 2023", "mercredi 6 décembre 2023"])
def test_a_date_may_be_typed_in_any_usual_way(client, typed):
    html = page(client, find_rule("clear-days"), query_of(dispatched_on=typed))
    assert find_rule("clear-days").explain(find_rule("clear-days").example).title in html


def query_of(**changes):
    query = QueryDict(example_query(find_rule("clear-days")), mutable=True)
    for name, value in changes.items():
        query[name] = value
    return query.urlencode()


def test_a_fault_that_only_the_rule_sees_stands_beside_its_field(client):
    html = page(client, find_rule("clear-days"), query_of(sitting_on="2023-12-01"))
    check_page(html)
    assert html.count('aria-invalid="true"') == 1
    assert "Pas encore de réponse" in html


def test_a_particular_case_that_is_filled_in_is_shown_at_once(client):
    rule = find_rule("clear-days")
    assert '<details class="particular">' in page(client, rule, query_of())
    html = page(client, rule, query_of(urgent="oui"))
    assert '<details class="particular" open>' in html
    assert re.search(r'name="urgent"[^>]*checked', html)


def test_an_unknown_rule_is_not_found(client):
    response = client.get("/calculer/horoscope/")
    assert response.status_code == 404
    assert "rien à cette adresse" in response.content.decode()


def test_a_calculator_cannot_be_posted_to(client):
    assert client.post("/calculer/quorum/").status_code == 405


@EVERY_RULE
def test_with_htmx_only_the_answer_comes_back(client, rule):
    html = page(client, rule, example_query(rule), **HTMX)
    check_fragment(html)
    assert "<html" not in html
    assert "autofocus" not in html
    assert rule.explain(rule.example).title in html
    response = client.get(f"/calculer/{rule.slug}/")
    assert "HX-Request" in response.headers["Vary"]


def test_with_htmx_what_is_still_missing_is_named(client):
    html = page(client, find_rule("clear-days"), "dispatched_on=6/12/2023&sitting_on=&assembly=", **HTMX)
    assert "Pas encore de réponse" in html
    assert '<a href="#id_sitting_on">Date de la séance</a>' in html
    assert "#id_dispatched_on" not in html


def test_when_the_browser_goes_back_the_whole_page_comes(client):
    restored = {**HTMX, "HX-History-Restore-Request": "true"}
    check_page(page(client, find_rule("quorum"), "", **restored))


@EVERY_RULE
def test_the_address_of_an_answer_gives_it_again(client, rule):
    html = page(client, rule, example_query(rule))
    address = re.search(r'href="([^"]+)">Adresse de ce calcul', html)[1].replace("&amp;", "&")
    again = client.get(address).content.decode()
    assert rule.explain(rule.example).title in again
    assert set(parse_qs(urlsplit(address).query)) == set(rule.example)


@EVERY_RULE
def test_the_command_line_shown_gives_the_same_answer(rule, capsys):
    form = RuleForm(rule, QueryDict(example_query(rule)))
    assert form.is_valid()
    words = shlex.split(form.command())
    assert words[:3] == ["beffroi", "law", rule.slug]
    assert law_command(words[2:]) == 0
    assert rule.explain(rule.example).verdict in capsys.readouterr().out


@EVERY_RULE
def test_a_page_asks_nothing_of_the_database(client, rule, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        page(client, rule, example_query(rule))
        client.get("/calculer/")


ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "0",
            "-1",
            "1",
            "12",
            "9" * 12,
            "31/12/2200",
            "01/01/1900",
            "29/02/2024",
            "oui",
            "non",
            "epci",
            "1 000,5",
        ]
    ),
    st.sampled_from(["A > B", "A > A\nA > B", "A = 1", "A = x", "A = 14/07/1961", "A;B;;C", "1;2;3"]),
)


@EVERY_RULE
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_typed_is_answered_or_refused_with_a_sentence(rule, data):
    typed = {field.name: data.draw(ODD, label=field.name) for field in rule.fields}
    for field in rule.fields:
        if field.choices and data.draw(st.booleans()):
            typed[field.name] = data.draw(st.sampled_from([one.slug for one in field.choices]))
    form = RuleForm(rule, typed)
    assert form.is_valid() == (form.reckoning is not None)
    assert form.is_valid() or all(all(errors) for errors in form.errors.values())


@pytest.mark.parametrize("field", ["dispatched_on", "population", "assembly"])
def test_a_value_of_10000_characters_is_not_repeated_whole(field):
    form = RuleForm(find_rule("clear-days"), QueryDict(f"{field}={'x' * 10_000}"))
    assert form.errors[field]
    assert "x" * 41 not in str(form.errors[field])
