"""Whatever the owner of the database does to a register, `verify` names it."""

import json

import pytest

from beffroi.core.seals.alterations import What
from beffroi.core.seals.canonical import sha256
from beffroi.core.seals.fingerprints import columns_of, fingerprint
from beffroi.core.seals.heads import append_heads, head_of, sign_head
from beffroi.core.seals.models import Chain, Seal
from beffroi.core.seals.verification import verify_all
from core.seals.factories import SampleAct, make_act, make_seal
from core.seals.tampering import delete, run, tamper, tamper_every_column

pytestmark = pytest.mark.django_db


def told(found):
    return {(one.what, one.position) for one in found}


def at(chain, position):
    return Seal.objects.get(chain=chain, position=position)


def reseal(chain, position):
    """Compute again the fingerprints from one position on, as somebody without the key could."""
    previous = at(chain, position - 1).sha256 if position > 1 else "0" * 64
    for entry in Seal.objects.filter(chain=chain, position__gte=position).order_by("position"):
        entry.previous_sha256 = previous
        previous = fingerprint(columns_of(chain.name, entry))
        tamper(Seal, entry.pk, previous_sha256=entry.previous_sha256, sha256=previous)
    return previous


def test_a_whole_register_raises_nothing(full, other):
    assert verify_all() == []


@pytest.mark.parametrize("position", [1, 3, 5])
def test_every_column_of_a_seal_altered_is_named_at_its_place(full, empty, position):
    entry = at(full, position)
    missed = []
    for column, _value in tamper_every_column(Seal, entry.pk, values={"chain": empty}):
        found = verify_all()
        places = {one.position for one in found}
        if position not in places:
            missed.append((column, [one.sentence for one in found]))
    assert missed == []


def test_the_entries_left_as_they_were_are_not_named(full, empty):
    columns = ("label", "code", "kind", "user_label", "sealed_at", "content", "pdf", "sha256")
    for column, _value in tamper_every_column(Seal, at(full, 3).pk):
        if column in columns:
            assert {one.position for one in verify_all()} <= {3, None}, column


def test_every_column_of_a_chain_altered_is_named(full, other):
    missed = [column for column, _ in tamper_every_column(Chain, full.pk) if not verify_all()]
    assert missed == []


def test_every_column_of_a_sealed_table_altered_is_named(full):
    act = SampleAct.objects.get(pk=at(full, 3).object_id)
    for column, _value in tamper_every_column(SampleAct, act.pk, values={"details": {"pour": [1, 2]}}):
        found = verify_all()
        if column == "is_sealed":
            assert told(found) == {(What.GONE, 3)}
        else:
            name = "details.note" if column == "details" else column
            expected = [(What.CONTENT, 3, f"champ {name}")]
            assert [(one.what, one.position, one.detail) for one in found] == expected


def test_a_seal_turned_to_another_chain_is_named_in_both(full, other):
    tamper(Seal, at(full, 3).pk, chain=other)
    found = verify_all()
    assert (What.MISSING, 3) in told([one for one in found if one.chain == full.name])
    assert {(What.ENTRY, 3), (What.ADDED, 3)} <= told([one for one in found if one.chain == other.name])


@pytest.mark.parametrize("position", [1, 3, 5])
def test_a_deleted_seal_is_named(full, position):
    delete(Seal, at(full, position).pk)
    found = verify_all()
    assert (What.MISSING, position) in told(found)
    assert What.UNSEALED in {one.what for one in found}


def test_a_deleted_run_is_named_in_one_line(full):
    for position in (2, 3, 4):
        delete(Seal, at(full, position).pk)
    missing = [one for one in verify_all() if one.what is What.MISSING]
    assert [one.sentence for one in missing] == ["registre:un · n° 2 · entrée manquante : jusqu’au n° 4"]


def test_the_last_seal_deleted_with_its_act_and_the_head_put_back_is_named(full):
    last = at(full, 5)
    delete(Seal, last.pk)
    delete(SampleAct, last.object_id)
    assert told(verify_all()) == {(What.MISSING, 5)}
    tamper(Chain, full.pk, count=4, head=at(full, 4).sha256)
    assert told(verify_all()) == {(What.SIGNATURE, 4)}


def test_a_row_added_at_the_end_is_named(full):
    last = at(full, 5)
    act = make_act(6)
    added = Seal.objects.defer(None).get(pk=last.pk)
    added.pk, added.position, added.object_id, added.code = None, 6, act.pk, "00000000"
    added.previous_sha256 = last.sha256
    added.sha256 = fingerprint(columns_of(full.name, added))
    added.save(force_insert=True)
    assert (What.ADDED, 6) in told(verify_all())


def test_a_row_slipped_in_the_middle_is_named(full):
    for position in (5, 4, 3):
        tamper(Seal, at(full, position).pk, position=position + 1)
    added = Seal.objects.defer(None).get(pk=at(full, 2).pk)
    act = make_act(6)
    added.pk, added.position, added.object_id, added.code = None, 3, act.pk, "00000000"
    added.previous_sha256 = at(full, 2).sha256
    added.sha256 = fingerprint(columns_of(full.name, added))
    added.save(force_insert=True)
    found = told(verify_all())
    assert {(What.ORDER, 4), (What.ORDER, 5), (What.ORDER, 6), (What.ADDED, 6)} <= found


@pytest.mark.parametrize(("one", "two"), [(2, 4), (2, 3), (1, 5)])
def test_two_swapped_rows_are_both_named(full, one, two):
    first, second = at(full, one), at(full, two)
    tamper(Seal, first.pk, position=999)
    tamper(Seal, second.pk, position=one)
    tamper(Seal, first.pk, position=two)
    found = verify_all()
    moved = {(each.position, each.detail) for each in found if each.what is What.ORDER}
    assert moved == {(one, f"scellée au n° {two}"), (two, f"scellée au n° {one}")}
    assert {each.what for each in found} <= {What.ORDER, What.HEAD}


def test_a_replaced_document_is_named_even_with_its_fingerprint(full):
    tamper(Seal, at(full, 2).pk, pdf=b"%PDF another")
    assert told(verify_all()) == {(What.PDF, 2)}
    tamper(Seal, at(full, 2).pk, pdf_sha256=sha256(b"%PDF another"))
    assert told(verify_all()) == {(What.ENTRY, 2)}


def test_an_act_rewritten_with_its_whole_chain_is_betrayed_by_the_signature(full):
    entry = at(full, 2)
    tamper(SampleAct, entry.object_id, votes=72)
    text = entry.content.replace('"votes":71', '"votes":72')
    tamper(Seal, entry.pk, content=text, content_sha256=sha256(text))
    head = reseal(full, 2)
    assert told(verify_all()) == {(What.HEAD, 5)}
    tamper(Chain, full.pk, head=head)
    assert told(verify_all()) == {(What.SIGNATURE, 5)}


def rewritten_with_the_key(full):
    """The same, by somebody who also has the key."""
    entry = at(full, 2)
    tamper(SampleAct, entry.object_id, votes=72)
    text = entry.content.replace('"votes":71', '"votes":72')
    tamper(Seal, entry.pk, content=text, content_sha256=sha256(text))
    chain = Chain.objects.get(pk=full.pk)
    chain.head = reseal(full, 2)
    sign_head(chain)
    chain.save()


def test_with_the_key_too_only_the_exported_heads_tell(full, tmp_path):
    copy = tmp_path / "elsewhere.jsonl"
    append_heads([head_of(Chain.objects.get(pk=full.pk))], copy)
    rewritten_with_the_key(full)
    assert verify_all() == []
    assert told(verify_all(heads=copy)) == {(What.DIVERGED, 5)}


def test_every_exported_head_narrows_down_where_a_rewriting_began(
    chain, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(1, 6):
            make_seal(chain, make_act(number))
    assert verify_all() == []
    rewritten_with_the_key(chain)
    assert told(verify_all()) == {(What.DIVERGED, 2)}


def test_rows_put_back_from_an_old_copy_are_named_when_the_heads_are_ahead(chain, tmp_path):
    make_seal(chain, make_act(1))
    old = Chain.objects.get(pk=chain.pk)
    second = make_seal(chain, make_act(2))
    copy = tmp_path / "heads.jsonl"
    append_heads([head_of(Chain.objects.get(pk=chain.pk))], copy)
    delete(Seal, second.pk)
    delete(SampleAct, second.object_id)
    old.save()
    assert verify_all() == []
    found = verify_all(heads=copy)
    assert [one.sentence for one in found] == [
        "registre:un · n° 1 · Registre registre:un · copie ancienne restaurée : "
        "2 entrées exportées, 1 dans la base"
    ]
    # Going on from the old copy leaves two heads for one place.
    make_seal(chain, make_act(3))
    append_heads([head_of(Chain.objects.get(pk=chain.pk))], copy)
    assert told(verify_all(heads=copy)) == {(What.FORKED, 2)}


def test_an_act_that_says_it_is_sealed_without_a_seal_is_named(full):
    act = make_act(6)
    (found,) = verify_all()
    assert found.sentence == f"sample · objet sans sceau : n° {act.pk}"


def test_an_act_that_is_no_more_is_named(full):
    delete(SampleAct, at(full, 4).object_id)
    assert told(verify_all()) == {(What.GONE, 4)}


def test_a_whole_register_that_is_no_more_is_named(full, other, tmp_path):
    copy = tmp_path / "heads.jsonl"
    append_heads([head_of(one) for one in Chain.objects.all()], copy)
    for entry in Seal.objects.filter(chain=full):
        delete(SampleAct, entry.object_id)
    run("DELETE FROM seals_seal WHERE chain_id = %s", [full.pk])
    delete(Chain, full.pk)
    (found,) = verify_all(heads=copy)
    assert found.sentence == "registre:un · registre disparu : 5 entrées exportées"


def test_a_forged_line_of_the_heads_is_named_and_believed_in_nothing(full, tmp_path):
    copy = tmp_path / "heads.jsonl"
    append_heads([head_of(Chain.objects.get(pk=full.pk))], copy)
    line = json.loads(copy.read_text(encoding="utf-8"))
    forged = [{**line, "count": 9}, {**line, "signature": "AAAA"}, {"chain": 3}, [], {**line, "key_id": "00"}]
    with copy.open("a", encoding="utf-8") as file:
        file.write("".join(json.dumps(one) + "\n" for one in forged) + "not json\n")
    assert told(verify_all(heads=copy)) == {(What.HEADS_LINE, number) for number in range(2, 8)}


def test_everything_is_named_at_once(full, other):
    delete(Seal, at(full, 1).pk)
    tamper(Seal, at(full, 3).pk, label="autre")
    tamper(SampleAct, at(full, 4).object_id, votes=1)
    tamper(Seal, at(other, 1).pk, pdf=b"autre")
    found = verify_all()
    assert {
        ("registre:un", What.MISSING, 1),
        ("registre:un", What.ENTRY, 3),
        ("registre:un", What.CONTENT, 4),
        ("registre:deux", What.PDF, 1),
    } <= {(one.chain, one.what, one.position) for one in found}


def test_one_chain_can_be_verified_alone(full, other):
    tamper(Seal, at(other, 1).pk, pdf=b"autre")
    assert verify_all(chain=full.name) == []
    assert told(verify_all(chain=other.name)) == {(What.PDF, 1)}
