"""Each component: what it shows, what it links, and that it escapes what it is given."""

from datetime import date

import pytest
from django.template import engines

from beffroi.core.ui.parts import Answer, Blocker, Fact, Finding, Link, Quote, Standing, State, Step
from beffroi.core.ui.templatetags.ui import STATE_ICONS, reckoning_state
from beffroi.law import AssemblyKind, Certainty, Reckoning, Source, clear_days
from core.html_checks import check_fragment

NARROW = "\u202f"


def shown(source, **context):
    html = engines["django"].from_string("{% load ui %}" + source).render(context)
    check_fragment(html)
    return html


def reckoned(**changes):
    told = {
        "rule": "r", "value": 1, "holds": True, "title": "Un titre", "verdict": "Un verdict", "inputs": (),
        "steps": (), "sources": (),
    }  # fmt: skip
    return Reckoning(**{**told, **changes})


@pytest.mark.parametrize(("kind", "icon"), STATE_ICONS.items())
def test_a_state_is_a_word_and_an_icon(kind, icon):
    html = shown("{% state kind 'Vu : oui' %}", kind=kind)
    assert f'href="#i-{icon}"' in html
    assert f"Vu{NARROW}: oui" in html


def test_every_icon_of_a_state_is_in_the_sprite():
    sprite = engines["django"].get_template("ui/sprite.html").render()
    assert all(f'id="i-{icon}"' in sprite for icon in STATE_ICONS.values())


def test_a_brick_tells_its_kind():
    assert shown("{% brick 'part' %}") == '<span class="brick is-part"></span>'


def test_a_reference_to_a_line_says_what_it_does():
    html = shown("{% line_ref 43 '/texte/#l43' %}")
    assert "Voir la ligne" in html
    assert 'href="/texte/#l43"' in html


def standing(**changes):
    told = {"label": "Situation", "where": Answer("Ici"), "turn": Answer("À nous")}
    return Standing(**{**told, **changes})


def test_the_three_questions_are_answered():
    stuck = Answer("Le vote", law="CGCT, art. L2121-17", link=Link("/vote/", "Voter"), button=True)
    html = shown("{% standing value %}", value=standing(stuck=stuck, pronoun="elle"))
    assert f"Où en est-elle{NARROW}?" in html
    assert '<a class="button" href="/vote/">Voter</a>' in html
    assert "art.\u00a0L2121-17" in html
    assert "is-stuck" in html


def test_when_nothing_blocks_the_page_says_so():
    html = shown("{% standing value %}", value=standing())
    assert '<p class="answer">Rien</p>' in html
    assert "is-stuck" not in html


def test_a_step_line_marks_the_current_step_and_shows_a_brick_for_each_party():
    line = (Step("Vote", State("now", "En cours"), ("done", "now"), "12 déc.\nCABB", current=True),)
    html = shown("{% steps value 'La vie du contrat' %}", value=line)
    assert html.count("brick is-") == 2
    assert 'aria-current="step"' in html
    assert "12 déc.<br>CABB" in html


def test_a_blocker_is_a_sentence_its_clause_and_the_page_that_mends_it():
    value = [Blocker("Il manque un vote.", "CGCT, art. L2131-1", Link("/vote/", "Enregistrer"))]
    html = shown("{% blockers value 'Ce qui bloque' %}", value=value)
    assert "Il manque un vote." in html
    assert '<a href="/vote/">Enregistrer</a>' in html
    assert shown("{% blockers value 'Ce qui bloque' %}", value=[]).strip() == ""


def test_a_quote_is_never_altered():
    raw = "A la majorité : 1 000 € <b>"
    html = shown("{% quote value %}", value=Quote(raw, 65, "#l65"))
    assert "A la majorité : 1 000 € &lt;b&gt;" in html
    assert "Voir la ligne" in html
    assert "line-ref" not in shown("{% quote value %}", value=Quote(raw))


def test_a_finding_asks_and_quotes():
    value = [Finding(State("ask", "Question"), "Qui ?", (Quote("X", 1, "#l1"),), "Une note.", anchor="q1")]
    html = shown("{% findings value level=4 %}", value=value)
    assert f"<h4>Qui{NARROW}?</h4>" in html
    assert 'id="q1"' in html


def test_facts_are_names_and_values():
    html = shown("{% facts value %}", value=[Fact("Depuis", "1er mars 2024")])
    assert "<dt>Depuis</dt><dd>1<sup>er</sup>\u00a0mars\u00a02024</dd>" in html


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"holds": True}, "Respecté"),
        ({"holds": False}, "Non respecté"),
        ({"holds": None}, "Calculé"),
        ({"holds": None, "value": None}, "Non vérifiable"),
    ],
)
def test_a_reckoning_says_in_a_word_what_it_found(changes, word):
    assert reckoning_state(reckoned(**changes)).word == word
    assert word in shown("{% reckoning value %}", value=reckoned(**changes))


def test_a_reckoning_shows_verdict_inputs_days_steps_sources_and_how_sure():
    value = clear_days(date(2023, 12, 6), date(2023, 12, 12), assembly=AssemblyKind.EPCI)
    html = shown("{% reckoning value opened=True level=4 %}", value=value)
    assert '<details class="reckoning" open>' in html
    assert "<h4>" in html
    assert value.verdict in html
    assert html.count("<li") - html.count('class="is-out"') >= 5
    assert all(one.label in html for one in value.inputs)
    assert all(one.label in html and one.certainty.label in html for one in value.sources)
    assert len(value.notes) > 0


def test_a_page_may_tell_the_state_of_a_reckoning_better():
    html = shown("{% reckoning value kind='now' word='En cours' %}", value=reckoned())
    assert "En cours" in html
    assert "Respecté" not in html


def test_an_unsure_rule_is_told_to_be_confirmed():
    source = Source("CGCT", "L1", Certainty.UNSURE, in_force_from=date(2020, 3, 1))
    html = shown("{% reckoning value %}", value=reckoned(sources=(source,)))
    assert "à confirmer par un juriste" in html
    assert "en vigueur depuis le 1<sup>er</sup>\u00a0mars\u00a02020" in html


def test_a_short_count_shows_every_day_and_a_long_one_its_two_ends():
    short = clear_days(date(2023, 12, 6), date(2023, 12, 12), assembly=AssemblyKind.EPCI)
    html = shown("{% days value %}", value=short.days)
    assert html.count("<li") == 7
    assert "déc" not in html
    long = clear_days(date(2023, 12, 6), date(2024, 3, 12), assembly=AssemblyKind.EPCI)
    html = shown("{% days value %}", value=long.days)
    assert html.count("<li") == 11
    assert "88 jours" in html
    assert "déc" in html
