"""What an amendment adds stands in the tables of its contract: written when it is signed, then untouched."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction

from assemblies.factories import CLERK
from beffroi.contracts.actions.creation import make_model
from beffroi.contracts.amendments.actions import draft_amendment
from beffroi.contracts.amendments.added import MODELS
from beffroi.contracts.amendments.changes import add_entry
from beffroi.contracts.amendments.gather import contract_on, original_of
from beffroi.contracts.documents import told as told_in_document
from beffroi.contracts.export import contract_data
from beffroi.contracts.kinds import Side, Target
from beffroi.contracts.models import Amendment, Axis, AxisTheme, Contract, PerimeterCommune, TargetPublic
from beffroi.contracts.page import contract_page, whole
from beffroi.contracts.writing.counts import count_of, with_counts
from beffroi.contracts.writing.matrix import matrix_page, with_crossing
from beffroi.core.guards import missing
from beffroi.core.seals.alterations import What
from beffroi.core.seals.verification import verify_all
from contracts.amending import FACTS, make_signed_amendment
from contracts.factories import ON, make_signed, organisation_of
from contracts.test_in_force import ADDED
from core.seals.tampering import changed, delete, run, tamper, undone
from guards_off import lifted

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, OperationalError)


def add_everything(contract: Contract, code: str = "00009") -> Amendment:
    """A draft that adds one thing of each kind, and a theme under the axis that it adds."""
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    for target, values in ADDED.items():
        given = {**values, "code": code} if target is Target.COMMUNE else values
        add_entry(amendment, target, given, ON, by=CLERK)
    axis = amendment.changes.get(target=Target.AXIS).reference
    add_entry(amendment, Target.THEME, {"title": "Berges"}, ON, by=CLERK, axis=axis)
    return amendment


@pytest.fixture
def amendment() -> Amendment:
    """A signed amendment that adds a row to each table that may take one."""
    found = make_signed_amendment(add_everything(make_signed()))
    assert verify_all() == []
    return found


def row_of(amendment, model):
    return model.objects.get(added_by=amendment)


def named(word: str) -> list[str]:
    return [one.detail for one in verify_all() if one.what is What.CONTENT and word in one.detail]


def test_its_signature_writes_the_rows_of_what_it_adds_in_its_words(amendment):
    for target, model in MODELS.items():
        row = row_of(amendment, model)
        change = amendment.changes.get(target=target)
        assert row.reference == row.mark == change.reference
        for name, value in change.after.items():
            if name != "axis" and (target, name) != (Target.COMMUNE, "rank"):
                assert getattr(row, name) == value
    theme, axis = row_of(amendment, AxisTheme), row_of(amendment, Axis)
    assert (theme.axis, axis.contract) == (axis, amendment.contract)
    assert row_of(amendment, PerimeterCommune).longitude is None


def test_a_draft_writes_none():
    add_everything(make_signed())
    assert not any(model.objects.filter(added_by__isnull=False).exists() for model in MODELS.values())


def test_what_was_signed_does_not_show_them(amendment):
    contract = whole(Contract.objects.all()).get(pk=amendment.contract_id)
    told = f"{original_of(contract)} {contract_data(contract, ON)} {contract_page(contract, ON)['axes']}"
    told += str([list(axis.themes.all()) for axis in contract_page(contract, ON)["axes"]])
    bare = Contract.objects.get(pk=contract.pk)
    told += f"{original_of(bare)} {told_in_document(contract, ON)}"
    for values in (*ADDED.values(), {"title": "Berges"}):
        word = values.get("title") or values.get("duty") or values.get("label") or values["name"]
        assert word not in told
        assert word in str(contract_on(contract, ON).values())
    assert contract_page(contract, ON)["territory"].count == 4
    counted = with_counts(with_crossing(Contract.objects.all())).get(pk=contract.pk)
    counts = {name: count_of(counted, name) for name in ("axes", "target_publics", "communes")}
    assert counts == {"axes": 1, "target_publics": 1, "communes": 4}
    assert len(matrix_page(counted)["axes"]) == 1


def test_a_model_of_the_contract_begins_from_what_was_signed(amendment):
    owner = organisation_of(amendment.contract, Side.DEPARTEMENT)
    model = make_model(amendment.contract, owner, "Modèle", by=CLERK)
    assert model.model_of == owner
    assert [model.axes.count(), model.target_publics.count(), model.attention_points.count()] == [1, 1, 1]
    assert model.axes.get().themes.count() == 1


@pytest.mark.parametrize("target", MODELS)
def test_every_column_altered_is_refused_by_the_guard_and_named_without_it(amendment, target):
    model = MODELS[target]
    row = row_of(amendment, model)
    make_signed()
    seen = 0
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        sql = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = "{field.column}" WHERE id = %s'
        with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [row.pk])
        try:
            value = changed(field, getattr(row, field.attname))
        except LookupError:
            continue
        with undone():
            try:
                with transaction.atomic():
                    tamper(model, row.pk, **{field.name: value})
            except IntegrityError:
                continue
            seen += 1
            assert verify_all(), f"{model.__name__}.{field.name} was altered unseen"
    assert seen >= 2


def test_what_was_altered_is_named_by_its_mark_and_its_column(amendment):
    row = row_of(amendment, TargetPublic)
    with undone():
        tamper(TargetPublic, row.pk, title="autres")
        assert named(f"public {row.reference}.title")


@pytest.mark.parametrize("target", MODELS)
def test_a_row_taken_out_is_refused_and_named(amendment, target):
    model = MODELS[target]
    row = row_of(amendment, model)
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [row.pk])
    with undone():
        if model is Axis:
            delete(AxisTheme, row_of(amendment, AxisTheme).pk)
        delete(model, row.pk)
        assert named(f"{target} {row.reference}")


def inserted(model, row, **values):
    """The statement that writes a row like another."""
    columns = {
        one.column: one.get_db_prep_save(getattr(row, one.attname), connection)
        for one in model._meta.concrete_fields
        if not one.primary_key
    } | values
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', list(columns.values())


FALSE = {
    "as signed with the contract": {"added_by_id": None, "reference": "", "rank": 9},
    "under another mark": {"reference": "a1-99"},
    "by no amendment": {"added_by_id": None, "reference": "a1-99"},
}


def refused_and_named(model, sql, values, word=""):
    """Try to insert a row, then do it past the guards; the table's own constraint may refuse it too."""
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    with undone():
        try:
            with transaction.atomic():
                run(sql, values)
        except IntegrityError:
            return False
        assert named(word)
    return True


@pytest.mark.parametrize("target", MODELS)
def test_a_row_that_no_amendment_adds_is_refused_and_named(amendment, target):
    model = MODELS[target]
    row = row_of(amendment, model)
    told = {}
    for how, given in FALSE.items():
        changes = dict(given)
        if target == Target.COMMUNE:
            changes.pop("rank", None)
            changes |= {"longitude": 1, "latitude": 1} if changes["reference"] == "" else {}
        told[how] = refused_and_named(model, *inserted(model, row, **changes))
    assert told == {how: how != "by no amendment" for how in FALSE}


@pytest.mark.parametrize("target", MODELS)
def test_a_row_of_a_draft_or_of_another_contract_s_amendment_is_refused_and_named(amendment, target):
    model = MODELS[target]
    row, draft = row_of(amendment, model), add_everything(amendment.contract, "00010")
    other = make_signed_amendment(add_everything(make_signed()))
    mark = draft.changes.get(target=target).reference
    for one, reference in ((draft, mark), (other, "a9-9")):
        sql, values = inserted(model, row, added_by_id=one.pk, reference=reference)
        assert refused_and_named(model, sql, values, f"{target} {reference}")


def test_amendments_signed_before_get_their_rows(amendment):
    with lifted(connection):
        for model in (AxisTheme, *(one for one in MODELS.values() if one is not AxisTheme)):
            model.objects.filter(added_by=amendment).delete()
    assert named("public")
    import_module("beffroi.contracts.migrations.0010_added_rows").write_rows(apps, None)
    assert verify_all() == []
    assert missing(connection) == []
    assert row_of(amendment, AxisTheme).axis == row_of(amendment, Axis)


def test_a_signature_that_is_refused_leaves_no_row(amendment):
    second = draft_amendment(amendment.contract, FACTS, by=CLERK)
    add_entry(second, Target.PUBLIC, {"title": "familles"}, ON, by=CLERK)
    assert not TargetPublic.objects.filter(title="familles").exists()
    assert verify_all() == []
