"""Nothing of a signed contract can be changed unseen: every column of every table that makes it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction

from beffroi.contracts import canonical
from beffroi.contracts.models import (
    Ambition,
    Contract,
    ContractPiece,
    ContractSettings,
    Signing,
    SigningParty,
    StrategicFrame,
)
from beffroi.core.seals.alterations import What
from beffroi.core.seals.verification import verify_all
from contracts.factories import make_draft, make_signed
from core.seals.tampering import changed, delete, run, tamper, undone

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, OperationalError)
SEALED = (
    Contract, *canonical.OF_CONTRACT, *canonical.OF_AXIS, StrategicFrame, Ambition, Signing, SigningParty,
)  # fmt: skip
# Tables that hang on a contract and go on living once it is signed: each with its reason.
LIVING_TABLES = {
    "contracts.amendment": "sealed by itself, when it is signed",
    "contracts.responsedelay": "indicative, no clause of the contract: a reminder may come sooner or later",
}
GIVEN = {
    ("contract", "signed_on"): "2024-04-02",
    ("contractparty", "side"): None,
    ("signingparty", "side"): None,
    ("citedoperation", "kind"): None,
}


@pytest.fixture
def signed() -> Contract:
    """A signed contract that has a row in every table, beside another one."""
    contract = make_signed(prepare=with_settings)
    make_signed()
    make_draft()
    assert verify_all() == []
    return contract


def with_settings(contract: Contract) -> None:
    """Set something, and ask for a piece."""
    ContractSettings.objects.create(contract=contract, admits_communes=True)
    ContractPiece.objects.create(contract=contract, rank=1, slug="plan", label="Plan de situation")


def rows_of(contract, model):
    """The rows of a table that belong to a contract."""
    if model is Contract:
        return model.objects.filter(pk=contract.pk)
    if model in canonical.OF_AXIS:
        return model.objects.filter(axis__contract=contract)
    if model is StrategicFrame:
        return contract.frames.all()
    if model is Ambition:
        return model.objects.filter(frame__contracts=contract)
    if model is SigningParty:
        return model.objects.filter(signing__contract=contract)
    return model.objects.filter(contract=contract)


def columns_of(model):
    leave = canonical.LIVING if model is Contract else ()
    return [one for one in model._meta.concrete_fields if not one.primary_key and one.attname not in leave]


def other_value(row, field):
    """Another value that the constraints of the table let through, or None when they let none."""
    given = GIVEN.get((row._meta.model_name, field.name), "")
    if given is None:
        return None
    if given:
        return given
    try:
        return changed(field, getattr(row, field.attname))
    except LookupError:
        return None


@pytest.mark.parametrize("model", SEALED, ids=lambda model: model.__name__)
def test_every_column_altered_is_refused_by_the_guard_and_named_without_it(signed, model):
    row = rows_of(signed, model).first()
    seen = 0
    for field in columns_of(model):
        with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_touch(model, field), [row.pk])
        value = other_value(row, field)
        if value is None:
            continue
        with undone():
            try:
                with transaction.atomic():
                    tamper(model, row.pk, **{field.name: value})
            except IntegrityError:
                # The table's own constraint refuses it too: nothing to see.
                continue
            seen += 1
            assert verify_all(), f"{model.__name__}.{field.name} was altered unseen"
    assert seen, "nothing was altered: the test proves nothing"


def _touch(model, field) -> str:
    """Change a column for what it cannot be already: a guard stands before the constraints of the table."""
    kind = (
        "integer"
        if field.get_internal_type().endswith(("IntegerField", "ForeignKey", "OneToOneField"))
        else ""
    )
    if model is not Contract:
        value = f'"{field.column}"'
    elif field.get_internal_type() == "BooleanField":
        value = f'NOT "{field.column}"'
    elif kind:
        value = f'COALESCE("{field.column}", 0) + 1'
    elif field.get_internal_type() == "DateField":
        value = "'2031-01-01'"
    else:
        value = "'autre'"
    return f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {value} WHERE id = %s'


@pytest.mark.parametrize("model", SEALED[1:], ids=lambda model: model.__name__)
def test_a_row_taken_out_is_refused_and_named(signed, model):
    row = rows_of(signed, model).last()
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [row.pk])
    with undone():
        try:
            with transaction.atomic():
                delete(model, row.pk)
                assert verify_all()
        except IntegrityError:
            pass


# A frame enters by its link, tested below.
@pytest.mark.parametrize(
    "model", [one for one in SEALED[1:] if one is not StrategicFrame], ids=lambda model: model.__name__
)
def test_a_row_added_is_refused_and_named(signed, model):
    row = rows_of(signed, model).first()
    values = {
        one.column: one.get_db_prep_save(getattr(row, one.attname), connection) for one in columns_of(model)
    }
    for name, value in (("rank", 99), ("code", "99999"), ("side", "both")):
        if name in values and not (name == "side" and model._meta.model_name != "contractparty"):
            values[name] = value
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    sql = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, list(values.values()))
    with undone():
        try:
            with transaction.atomic():
                run(sql, list(values.values()))
        except IntegrityError:
            return
        assert verify_all()


def test_a_contract_unsealed_by_its_state_is_named(signed):
    with undone():
        run("DELETE FROM seals_seal WHERE kind = 'contract' AND object_id = %s", [signed.pk])
        assert What.UNSEALED in {one.what for one in verify_all()}


def test_a_frame_taken_off_a_signed_contract_is_refused_and_named(signed):
    frame = signed.frames.first()
    with pytest.raises(REFUSED), transaction.atomic():
        signed.frames.remove(frame)
    with undone():
        run("DELETE FROM contracts_strategicframe_contracts WHERE contract_id = %s", [signed.pk])
        assert verify_all()


def test_a_draft_may_still_change_beside_a_signed_contract(signed):
    draft = make_draft()
    draft.title = "Autre titre"
    draft.save()
    draft.parties.update(contact="accueil")
    assert verify_all() == []


def test_every_table_of_a_contract_is_sealed_or_says_why_not():
    hanging = {
        model._meta.label_lower
        for model in apps.get_app_config("contracts").get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Contract
    }
    sealed = {model._meta.label_lower for model in SEALED}
    assert hanging - sealed == set(LIVING_TABLES)


def test_contents_are_rebuilt_in_a_fixed_number_of_queries(signed, django_assert_num_queries):
    ids = list(Contract.objects.values_list("pk", flat=True))
    with django_assert_num_queries(19):
        canonical.contract_contents(ids)
