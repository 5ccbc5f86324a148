"""The two spaces as loaded: what the real one says and does not, what the other invents, never mixed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.urls import reverse

from beffroi.assemblies.gather import calendar_of, sitting_assessment
from beffroi.assemblies.kinds import Origin, Presence
from beffroi.assemblies.models import Deliberation, Sitting
from beffroi.contracts.kinds import ContractState, MentionKind, Side
from beffroi.contracts.models import Contract
from beffroi.contracts.rules import blockers_for_signature
from beffroi.contracts.votes import parties_of
from beffroi.demo.councils import cut
from beffroi.demo.people import load_people
from beffroi.demo.spaces import load_fictitious_space, load_real_space
from beffroi.demo.wording import ABSENT
from beffroi.organisations.models import Organisation
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from portal.conftest import seed_text

pytestmark = pytest.mark.django_db
AT = datetime(2024, 1, 17, 9, 0, tzinfo=UTC)
ON = date(2024, 1, 17)
CONTEXTS = ("organisations", "assemblies", "schemes", "contracts")


def rows_of_all_tables() -> dict[str, list[dict[str, object]]]:
    """Every row of the tables of the program, the journal and the seals included."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("beffroi.")
    }


def ours() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in CONTEXTS
    ]


def neighbours(row: models.Model) -> Iterator[models.Model]:
    """What a row points to."""
    for field in row._meta.concrete_fields:
        if field.is_relation:
            target = getattr(row, field.name)
            if target is not None and target._meta.app_label in CONTEXTS:
                yield target


def space_of(row: models.Model, seen: frozenset[tuple[str, int]] = frozenset()) -> set[bool]:
    """The spaces that a row reaches, following every key: one is right, two are a mixture."""
    key = (row._meta.label, row.pk)
    if isinstance(row, Organisation | Contract):
        return {row.is_fictitious}
    if key in seen:
        return set()
    found: set[bool] = set()
    for target in neighbours(row):
        found |= space_of(target, seen | {key})
    return found


def test_the_real_contract_waits_unsigned_for_the_departement():
    contract = load_real_space(at=AT)
    assert contract.state == ContractState.VOTES
    assert contract.signed_on is None
    assert contract.is_shown_publicly
    assert not contract.is_fictitious
    obstacles = blockers_for_signature(parties_of(contract, ON), ON)
    assert [(one.code, one.side) for one in obstacles] == [("no-vote", Side.DEPARTEMENT)]


def test_the_real_act_stands_in_the_register_as_taken_in():
    load_real_space(at=AT)
    sitting = Sitting.objects.get()
    assert sitting.origin == Origin.TAKEN_IN
    assert sitting.seats_in_office is None
    assert sitting.dispatched_on is None
    sheet = sitting.attendances.all()
    counted = [sheet.filter(presence=one).count() for one in (Presence.PRESENT, Presence.REPRESENTED)]
    assert [*counted, sheet.filter(presence=Presence.EXCUSED).count()] == [102, 23, 27]
    assert str(sitting.secretary) == "OPIGEZ Dorothee"
    act = Deliberation.objects.get()
    assert act.number == ""
    assert (act.votes_for, act.votes_against) == (None, None)
    calendar = calendar_of(act, ON)
    assert calendar.enforceable_on == date(2023, 12, 20)
    assert calendar.appeal_until == date(2024, 2, 21)
    assert act.opinions.filter(is_favourable=True).count() == 5
    assert sitting_assessment(sitting, ON).findings


def test_the_real_act_speaks_in_its_own_words_or_says_that_it_does_not(settings, tmp_path):
    settings.SEED_DIR = tmp_path
    load_real_space(at=AT)
    act = Deliberation.objects.get()
    assert [one.text for one in act.recitals.all()] == [ABSENT]
    assert [one.verb for one in act.decisions.all()] == ["APPROUVE", "AUTORISE", "INFORME"]


def test_the_real_act_quotes_its_text_when_it_is_at_hand():
    path = seed_text()
    if path is None:
        pytest.skip("texte source absent")
    load_real_space(at=AT)
    act = Deliberation.objects.get()
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert not act.recitals.exists()
    assert [one.verb for one in act.decisions.all()] == ["APPROUVE", "AUTORISE", "INFORME"]
    assert all(" ".join(one.text.split()) in text for one in act.decisions.all())


def test_the_real_contract_names_its_operations_without_axis_for_the_past_ones():
    contract = load_real_space(at=AT)
    past = contract.cited_operations.filter(kind=MentionKind.PAST)
    assert past.count() == 8
    assert all(165 <= one.line <= 200 for one in past)
    titles = set(contract.cited_operations.filter(kind=MentionKind.CITED).values_list("title", flat=True))
    assert {"Plan piscines", "Cité de la musique et de la danse", "Transport d’utilité sociale"} <= titles
    assert contract.communes.count() == 100


def test_val_clair_is_voted_twice_enforceable_then_signed():
    contract = load_fictitious_space(at=AT)
    assert contract.state == ContractState.ACTIVE
    votes = {one.side: one.vote for one in parties_of(contract, ON)}
    assert votes[Side.EPCI].enforceable_on == date(2023, 12, 12)
    assert votes[Side.DEPARTEMENT].enforceable_on == date(2023, 12, 21)
    assert contract.signed_on == date(2024, 1, 12)
    for sitting in Sitting.objects.all():
        told = [one for one in sitting_assessment(sitting, ON).findings if one.severity == "error"]
        assert told == []


def test_both_spaces_load_again_without_changing_anything():
    out = StringIO()
    call_command("demonstration", stdout=out)
    assert "rien n’a changé" not in out.getvalue()
    before = rows_of_all_tables()
    call_command("demonstration", stdout=out)
    assert rows_of_all_tables() == before
    assert "rien n’a changé" in out.getvalue()
    assert reverse("contracts:contract", args=["val-clair-2024-2027"]) in out.getvalue()


def test_the_two_spaces_are_never_mixed():
    load_real_space(at=AT)
    load_fictitious_space(at=AT)
    reached = {True: 0, False: 0}
    for model in ours():
        for row in model._base_manager.all():
            spaces = space_of(row)
            assert len(spaces) <= 1, row
            for one in spaces:
                reached[one] += 1
    assert min(reached.values()) > 100


def test_each_page_of_the_fictitious_space_says_so_and_the_real_one_does_not(client):
    real, invented = load_real_space(at=AT), load_fictitious_space(at=AT)

    def html(contract: Contract) -> str:
        return client.get(reverse("contracts:contract", args=[contract.slug])).content.decode()

    assert "territoire fictif" in html(invented)
    assert "territoire fictif" not in html(real)
    assert "lecture de démonstration" in html(real)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("DE CARRION Alain", ("DE CARRION", "Alain")),
        ("PRUD'HOMME Sandrine", ("PRUD'HOMME", "Sandrine")),
        ("GIBSON Pierre-Emmanuel", ("GIBSON", "Pierre-Emmanuel")),
        ("MACKÉ Jean-Marie", ("MACKÉ", "Jean-Marie")),
    ],
)
def test_a_name_is_cut_where_its_capitals_end(name, parts):
    assert cut(name) == parts


def test_the_real_space_names_its_fund_and_invents_no_rule():
    load_real_space(at=AT)
    fund = Scheme.objects.get()
    assert (fund.kind, fund.line, fund.is_fictitious) == (SchemeKind.FUND, 555, False)
    assert fund.organisation.slug == "pas-de-calais"
    assert not SchemeRules.objects.exists()
    if path := seed_text():
        said = path.read_text(encoding="utf-8").splitlines()[fund.line - 1]
        assert "fonds d'innovation territorial" in said


def test_every_aid_of_the_invented_space_is_marked_and_its_rules_vary():
    load_fictitious_space(at=AT)
    aids = Scheme.objects.with_rules()
    assert aids.ordinary().count() == 5
    assert [one.name for one in aids.funds()] == ["Fonds d’innovation territoriale"]
    assert all(one.is_fictitious and one.rules.all() for one in aids)
    rules = SchemeRules.objects.all()
    for name in ("population_max", "cost_min_amount", "cost_max_amount", "cap_amount", "minimum_amount"):
        assert rules.filter(**{f"{name}__isnull": False}).exists()
        assert rules.filter(**{f"{name}__isnull": True}).exists()
    assert rules.filter(in_force_until__isnull=False).exists()


def test_who_is_of_the_invented_territory_is_answered_by_its_aids():
    load_people()
    load_fictitious_space(at=AT)
    places = Organisation.objects.filter(is_fictitious=True)
    assert {one.departement_code for one in places} == {"00"}


def test_aids_come_with_a_space_that_was_loaded_before_them():
    load_fictitious_space(at=AT)
    SchemeRules.objects.all().delete()
    Scheme.objects.all().delete()
    load_fictitious_space(at=AT)
    assert Scheme.objects.count() == 6
