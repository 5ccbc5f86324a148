"""The one list of rules: complete enough to build a form without knowing the rule."""

import inspect
from datetime import date

import pytest

from beffroi.law import LawInputError, Reckoning
from beffroi.law.catalogue import acts, votes
from beffroi.law.catalogue.model import Field, Rule, Section
from beffroi.law.parsing import FieldKind
from beffroi.law.registry import RULES, find_rule

EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
EVERY_FIELD = pytest.mark.parametrize(
    ("rule", "field"),
    [(rule, field) for rule in RULES for field in rule.fields],
    ids=lambda one: one.slug if isinstance(one, Rule) else one.name,
)


def test_there_are_eighteen_rules_with_distinct_names():
    assert len(RULES) == 18
    for texts in ([r.slug for r in RULES], [r.name for r in RULES], [r.question for r in RULES]):
        assert len(set(texts)) == len(texts)


def test_every_section_has_a_rule():
    assert {rule.section for rule in RULES} == set(Section)


@EVERY
def test_the_example_works_and_the_reckoning_bears_the_slug(rule):
    reckoning = rule.explain(rule.example)
    assert isinstance(reckoning, Reckoning)
    assert reckoning.rule == rule.slug
    assert reckoning.title
    assert reckoning.verdict.endswith(".")
    assert reckoning.inputs
    assert reckoning.steps
    assert reckoning.sources


@EVERY
def test_the_fields_are_the_parameters_of_the_rule(rule):
    parameters = set(inspect.signature(rule.function).parameters)
    asked = [field.parameter for field in rule.fields]
    assert len(set(asked)) == len(asked)
    assert set(asked) == parameters


@EVERY
def test_a_field_is_required_when_its_parameter_has_no_default(rule):
    parameters = inspect.signature(rule.function).parameters
    for field in rule.fields:
        assert field.required is (parameters[field.parameter].default is inspect.Parameter.empty), field.name


@EVERY
def test_the_question_is_a_question_and_the_example_fills_what_is_required(rule):
    assert rule.question.endswith(" ?")
    assert {field.name for field in rule.fields if field.required} <= set(rule.example)
    assert set(rule.example) <= {field.name for field in rule.fields}


@EVERY_FIELD
def test_each_field_says_what_to_type_and_why(rule, field):
    assert field.label[0].isupper()
    assert field.help
    assert field.reason.endswith(".")
    assert bool(field.choices) is (field.kind is FieldKind.CHOICE)
    assert field.negates is None or field.kind is FieldKind.BOOL


@EVERY
def test_a_missing_required_field_is_named_in_french(rule):
    for field in rule.fields:
        if field.required:
            typed = {**rule.example, field.name: "  "}
            with pytest.raises(LawInputError) as refused:
                rule.explain(typed)
            assert refused.value.field == field.name
            assert refused.value.message == f"« {field.label} » est à renseigner."


@EVERY
def test_every_choice_offered_is_accepted(rule):
    for field in rule.fields:
        for choice in field.choices:
            assert field.read(choice.slug) == choice.value
            assert choice.label


@EVERY
def test_every_box_can_be_ticked(rule):
    for field in rule.fields:
        if field.kind is FieldKind.BOOL:
            assert field.read("oui") is (field.negates is None)
            assert field.read("non") is (field.negates is not None)


def test_a_value_that_is_not_offered_is_refused_with_what_is():
    field = find_rule("ballot-request").field("kind")
    with pytest.raises(LawInputError) as refused:
        field.read("autre")
    assert refused.value.field == "kind"
    assert refused.value.message == "« autre » n’est pas proposé ; choisir parmi : public, secret, huis_clos."


def test_an_unknown_rule_is_refused_in_french():
    with pytest.raises(LawInputError) as refused:
        find_rule("gravity")
    assert refused.value.field == "rule"
    assert "« gravity » n’existe pas" in refused.value.message


def test_a_field_is_found_by_its_name():
    rule = find_rule("quorum")
    assert rule.field("present").label == "Présents dans la salle"
    assert rule.field("nothing") is None


def test_an_option_is_written_like_its_field():
    assert find_rule("quorum").field("in_office").option == "--in-office"
    assert find_rule("vote-outcome").field("for_").option == "--for"


def test_a_ticked_contrary_reaches_the_rule():
    typed = {"public_lines": "300", "own": "60", "operating": "oui"}
    assert find_rule("own-share").explain(typed).holds is None
    assert find_rule("own-share").explain({**typed, "operating": "non"}).holds is False
    fixed = {"voted": "100", "eligible": "400", "real": "200", "paid": "0", "fixed": "oui"}
    assert find_rule("final-payment").explain(fixed).value.grant == 100
    moved = {"sitting_on": "2024-06-20", "dispatched_on": "2024-06-01", "assembly": "epci"}
    assert find_rule("second-convocation").explain({**moved, "items_changed": "oui"}).holds is False
    with pytest.raises(LawInputError):
        votes.NOMINATION_ROUND.explain({**votes.NOMINATION_ROUND.example, "open_vote": "oui"})


def test_an_appeal_exists_as_soon_as_one_of_its_dates_is_typed():
    published = {"published_on": "2023-12-20"}
    assert acts.APPEAL_DEADLINE.explain(published).holds is None
    received = acts.APPEAL_DEADLINE.explain({**published, "appeal_received_on": "2024-02-20"})
    assert (received.value, received.holds) == (date(2024, 6, 21), True)
    posted = acts.APPEAL_DEADLINE.explain({"published_on": "2025-07-01", "appeal_posted_on": "2025-07-02"})
    assert posted.holds is True
    notified = acts.APPEAL_DEADLINE.explain(
        {**published, "appeal_received_on": "2024-01-10", "appeal_rejected_on": "2024-01-20",
         "appeal_notified_on": "2024-01-31", "alsace_moselle": "oui"}
    )  # fmt: skip
    assert notified.value == date(2024, 4, 2)
    with pytest.raises(LawInputError):
        acts.APPEAL_DEADLINE.explain({**published, "appeal_rejected_on": "2024-01-20"})
    with pytest.raises(LawInputError):
        acts.APPEAL_DEADLINE.explain({**published, "appeal_notified_on": "2024-01-20"})
    good_friday = {"published_on": "2024-01-28", "alsace_moselle": "oui"}
    assert acts.APPEAL_DEADLINE.explain(good_friday).value == date(2024, 4, 2)


def test_the_dates_of_an_act_may_be_left_blank():
    assert acts.ENFORCEABLE.explain({}).value is None
    notified = {"individual": "oui", "not_transmitted": "oui", "notified_on": "2024-01-05"}
    assert acts.ENFORCEABLE.explain(notified).value == date(2024, 1, 5)
    assert acts.ENFORCEABLE.explain({**notified, "not_transmitted": "non"}).value is None


def test_a_field_of_its_own_fills_the_parameter_of_its_name():
    field = Field("on", "Date", FieldKind.DATE, "", "")
    assert field.parameter == "on"
    assert field.required is False


def test_an_error_names_the_field_of_the_form():
    with pytest.raises(LawInputError) as refused:
        votes.NOMINATION_ROUND.explain({**votes.NOMINATION_ROUND.example, "open_vote": "oui"})
    assert refused.value.field == "open_vote"
    with pytest.raises(LawInputError) as refused:
        acts.APPEAL_DEADLINE.explain({"published_on": "2024-01-02", "appeal_posted_on": "2024-01-01"})
    assert refused.value.field == "appeal_posted_on"
    with pytest.raises(LawInputError) as refused:
        acts.APPEAL_DEADLINE.explain({"published_on": "1899-01-02"})
    assert refused.value.field == "published_on"


def test_an_error_about_no_field_keeps_its_name():
    def failing(**_values):
        raise LawInputError("elsewhere", "Non.")

    rule = Rule("x", "X", "X ?", Section.ACT, failing, (), {})
    with pytest.raises(LawInputError) as refused:
        rule.explain({})
    assert refused.value.field == "elsewhere"
