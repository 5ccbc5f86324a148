"""Nothing of what is sealed can be changed unseen: every column of every sealed table."""

from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from assemblies import factories
from beffroi.assemblies import canonical
from beffroi.assemblies.actions.members import add_member
from beffroi.assemblies.facts import (
    AnnexFacts,
    DecisionFacts,
    MovementFacts,
    NamedVoteFacts,
    VoteFacts,
)
from beffroi.assemblies.kinds import Extent, Outcome, Position
from beffroi.assemblies.models import (
    ActEvent,
    Annex,
    Attendance,
    Citation,
    Decision,
    Deliberation,
    Member,
    Movement,
    NamedVote,
    Opinion,
    Publication,
    Recital,
    Sitting,
)
from beffroi.core.seals.alterations import What
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all
from core.seals.tampering import changed, delete, run, tamper, undone

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, OperationalError)

SEALED = (
    Sitting, Attendance, Movement, Deliberation, Citation, Recital, Decision, Opinion, NamedVote, Annex,
    ActEvent, Publication,
)  # fmt: skip
# What the column's own constraint would refuse, or another act of the tests would share.
GIVEN = {
    (Deliberation, "votes_for"): 9,
    (Publication, "redactions"): ["marché"],
    (ActEvent, "happened_on"): date(2024, 3, 13),
    (ActEvent, "received_on"): date(2024, 3, 18),
    (Attendance, "presence"): "remote",
    (Sitting, "dispatched_on"): date(2024, 2, 1),
}


@pytest.fixture
def act():
    """A published act that has a row in every table, beside another one."""
    assembly = factories.make_assembly()
    members = factories.members_of(assembly)
    sitting = factories.make_sitting(
        assembly, movements=(MovementFacts(members[0], arrives=True, before_rank=1),)
    )
    vote = VoteFacts(
        Outcome.ADOPTED, votes_for=6, votes_against=1, abstentions=0, not_voting=0,
        named=(NamedVoteFacts(str(members[2]), Position.AGAINST, members[2]),),
    )  # fmt: skip
    found = factories.make_sealed(sitting, vote=vote, annexes=(AnnexFacts("Plan", b"%PDF-1.7 plan"),))
    factories.make_published(factories.make_sitting(assembly, held_on=date(2024, 3, 11)))
    # Where rows can be moved to: a sitting and an act that hold nothing.
    bare = factories.make_sitting(assembly, held_on=date(2024, 3, 10), attendances=())
    factories.make_deliberation(bare, citations=(), recitals=(), decisions=(), opinions=())
    factories.make_sitting(assembly, held_on=date(2024, 3, 9), attendances=())
    factories.make_assembly(members=1)
    add_member(assembly, surname="AILLEURS", by=factories.CLERK)
    factories.transmit(found)
    factories.publish_act(found, extent=Extent.REDACTED, redactions=("place",))
    assert verify_all() == []
    return found


def rows_of(act, model):
    """One row of that table that belongs to the act."""
    if model is Sitting:
        return model.objects.filter(pk=act.sitting_id)
    if model in (Attendance, Movement):
        return model.objects.filter(sitting=act.sitting)
    if model is Deliberation:
        return model.objects.filter(pk=act.pk)
    if model is Publication:
        return model.objects.filter(event__deliberation=act)
    return model.objects.filter(deliberation=act)


def other_value(row, field):
    """Another value that no constraint of the table refuses."""
    elsewhere = {
        "sitting": Sitting.objects.filter(held_on=date(2024, 3, 10)),
        "deliberation": Deliberation.objects.filter(sitting__held_on=date(2024, 3, 10)),
        "event": ActEvent.objects.filter(kind="transmission"),
    }
    if field.name == "member":
        return Member.objects.get(surname="AILLEURS")
    if (type(row), field.name) == (Deliberation, "sitting"):
        return Sitting.objects.get(held_on=date(2024, 3, 9))
    if field.name in elsewhere:
        return elsewhere[field.name].first()
    given = GIVEN.get((type(row), field.name))
    return given if given is not None else changed(field, getattr(row, field.attname))


@pytest.mark.parametrize("model", SEALED, ids=lambda model: model.__name__)
def test_every_column_altered_is_named(act, model):
    row = rows_of(act, model).first()
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        if (model, field.name) == (Attendance, "proxy_holder"):
            row = rows_of(act, model).get(presence="represented")
        with undone():
            value = other_value(row, field)
            try:
                with transaction.atomic():
                    tamper(model, row.pk, **{field.name: value})
            except IntegrityError as error:
                pytest.fail(f"{field.name} = {value!r} breaks a constraint, the test proves nothing: {error}")
            assert verify_all(), f"{model.__name__}.{field.name} was altered unseen"


@pytest.mark.parametrize("model", [*SEALED[1:3], *SEALED[4:10]], ids=lambda model: model.__name__)
def test_a_row_deleted_is_named(act, model):
    row = rows_of(act, model).first()
    with undone():
        delete(model, row.pk)
        assert [one.what for one in verify_all()]


@pytest.mark.parametrize("model", [Citation, Decision, Opinion, Annex], ids=lambda model: model.__name__)
def test_a_row_added_is_named(act, model):
    row = rows_of(act, model).first()
    columns = {
        field.column: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if field.name != "id"
    }
    columns["rank"] = 99
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    with undone():
        run(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', list(columns.values()))
        assert verify_all()


def test_an_event_added_without_a_seal_is_named(act):
    with undone():
        ActEvent.objects.create(
            deliberation=act, kind="withdrawal", happened_on=date(2024, 3, 19), recorded_at=factories.AT,
            recorded_by_label="personne",
        )  # fmt: skip
        assert What.UNSEALED in {one.what for one in verify_all()}


def test_two_rows_swapped_are_named():
    sitting = factories.make_sitting()
    lines = (DecisionFacts("APPROUVE", "le plan."), DecisionFacts("AUTORISE", "la vente."))
    act = factories.make_sealed(sitting, decisions=lines)
    one, other = act.decisions.order_by("rank")
    with undone():
        tamper(Decision, one.pk, verb=other.verb, text=other.text)
        tamper(Decision, other.pk, verb=one.verb, text=one.text)
        assert verify_all()


def test_a_document_replaced_is_named(act):
    annex = act.annexes.get()
    with undone():
        tamper(Annex, annex.pk, pdf=b"%PDF-1.7 another plan")
        assert verify_all()


def test_a_sitting_and_its_act_moved_to_another_sitting_are_named(act):
    other = Sitting.objects.exclude(pk=act.sitting_id).first()
    with undone():
        tamper(Deliberation, act.pk, sitting=other, rank=9)
        assert verify_all()


def test_a_later_spelling_of_a_member_changes_no_seal(act):
    member = act.sitting.attendances.first().member
    member.surname = "AUTREMENT"
    member.save()
    assert verify_all() == []


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
@pytest.mark.parametrize("model", SEALED, ids=lambda model: model.__name__)
def test_the_database_refuses(act, model, verb):
    table, pk = model._meta.db_table, rows_of(act, model).first().pk
    sql = {
        "UPDATE": f'UPDATE "{table}" SET id = id WHERE id = %s',
        "DELETE": f'DELETE FROM "{table}" WHERE id = %s',
    }[verb]
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [pk])


def test_the_database_refuses_a_row_under_a_sealed_act(act):
    with pytest.raises(REFUSED), transaction.atomic():
        Citation.objects.create(deliberation=act, rank=99, text="Vu la loi,")
    with pytest.raises(REFUSED), transaction.atomic():
        Movement.objects.create(
            sitting=act.sitting, member=act.sitting.attendances.first().member, arrives=False
        )


def test_a_draft_may_change_beside_a_sealed_act_of_its_sitting(act):
    draft = factories.make_deliberation(act.sitting)
    draft.title = "Autre objet"
    draft.save()
    assert verify_all() == []


def test_contents_are_rebuilt_in_a_fixed_number_of_queries(act, django_assert_num_queries):
    acts, sittings, events = (
        list(model.objects.values_list("pk", flat=True)) for model in (Deliberation, Sitting, ActEvent)
    )
    with django_assert_num_queries(8):
        canonical.deliberation_contents(acts)
    with django_assert_num_queries(3):
        canonical.sitting_contents(sittings)
    with django_assert_num_queries(3):
        canonical.event_contents(events)


def test_the_act_holds_the_seal_of_its_sitting(act):
    sitting = Seal.objects.get(kind="sitting", object_id=act.sitting_id)
    assert sitting.sha256 in Seal.objects.get(kind="deliberation", object_id=act.pk).content
