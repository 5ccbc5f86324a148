"""Forms: the error beside its field and at the top, nothing typed lost."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines

from beffroi.core.ui.forms import AmountField, CheckField, ChoicesField, CountField, DateField, Form
from core.html_checks import check_fragment


class Example(Form):
    """One field of each kind."""

    on = DateField(label="Jour", help_text="La raison.")
    amount = AmountField(label="Montant", required=False)
    count = CountField(label="Nombre", required=False)
    sure = CheckField(label="Certain", required=False)
    kind = forms.ChoiceField(label="Sorte", choices=[("a", "A"), ("b", "B")], required=False)


def shown(form):
    source = "{% load ui %}{% error_summary form %}{% for f in form %}{{ f.as_field_group }}{% endfor %}"
    html = engines["django"].from_string(source).render({"form": form})
    check_fragment(html)
    return html


def test_values_are_read():
    form = Example(
        {"on": "12 décembre 2023", "amount": "1 200,50 €", "count": "5 691", "sure": "oui", "kind": "b"}
    )
    assert form.is_valid()
    assert form.cleaned_data == {
        "on": date(2023, 12, 12), "amount": Decimal("1200.50"), "count": 5691, "sure": True, "kind": "b",
    }  # fmt: skip


def test_blank_optional_fields_have_no_value():
    form = Example({"on": "2023-12-12"})
    assert form.is_valid()
    assert (form.cleaned_data["amount"], form.cleaned_data["count"], form.cleaned_data["sure"]) == (
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("typed", "ticked"), [("oui", True), ("on", True), ("1", True), ("non", False), ("0", False), ("", False)]
)
def test_a_box_reads_yes_and_nothing_else(typed, ticked):
    form = Example({"on": "2023-12-12", "sure": typed})
    assert form.is_valid()
    assert form.cleaned_data["sure"] is ticked


def test_an_error_stands_beside_its_field_and_at_the_top_with_a_link():
    html = shown(Example({"on": "31/02/2024", "count": "<b>"}))
    assert 'value="31/02/2024"' in html
    assert 'value="&lt;b&gt;"' in html
    assert html.count('aria-invalid="true"') == 2
    assert 'aria-describedby="id_on_helptext id_on_error"' in html
    assert html.count("n’existe pas au calendrier") == 2
    assert '<a href="#id_on">Jour</a>' in html
    assert "2 points à corriger" in html
    assert "autofocus" in html


def test_a_form_without_errors_has_no_summary():
    html = shown(Example())
    assert "à corriger" not in html
    assert "aria-invalid" not in html
    assert "(facultatif)" in html
    assert "required" not in html


@pytest.mark.parametrize("typed", ["-1", "1,5", "douze", "9" * 13, "²"])
def test_a_count_that_is_no_whole_number_is_refused(typed):
    form = Example({"on": "2023-12-12", "count": typed})
    assert "n’est pas un nombre entier" in form.errors["count"][0]


def test_known_values_are_shown_as_they_are_typed():
    html = shown(Example(initial={"on": date(2023, 12, 1), "amount": Decimal("1200.50")}))
    assert 'value="01/12/2023"' in html
    assert 'value="1200,50"' in html


class Baskets(Form):
    fruits = ChoicesField(label="Fruits", choices=(("a", "Pomme"), ("b", "Poire")), help_text="Rien : tous.")


def test_choices_are_boxes_under_one_legend():
    html = str(Baskets(initial={"fruits": ["b"]})["fruits"].as_field_group())
    check_fragment(html)
    assert "<legend>Fruits" in html
    assert html.count('type="checkbox"') == 2
    assert html.count(" checked") == 1
    assert 'aria-describedby="id_fruits_helptext"' in html


def test_any_number_of_choices_may_be_ticked_and_none_unknown():
    assert Baskets({}).is_valid()
    asked = Baskets(QueryDict("fruits=a&fruits=b"))
    assert asked.is_valid()
    assert asked.cleaned_data["fruits"] == ["a", "b"]
    wrong = Baskets(QueryDict("fruits=z"))
    assert not wrong.is_valid()
    assert 'class="error"' in str(wrong["fruits"].as_field_group())
