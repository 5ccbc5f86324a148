"""Sealing: one unbroken chain, whoever seals at once, and nothing sealed on a chain that was altered."""

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.seals import actions
from beffroi.core.seals.actions import new_code, open_chain, seal
from beffroi.core.seals.canonical import sha256
from beffroi.core.seals.finding import find_by_code, find_by_pdf
from beffroi.core.seals.heads import head_of, read_heads
from beffroi.core.seals.models import GENESIS, Chain, Seal
from beffroi.core.seals.verification import verify_all
from core.seals.factories import AT, CLERK, KIND, SampleAct, make_act, make_chain, make_seal
from core.seals.tampering import delete, tamper

THREADS, EACH = 8, 10


@pytest.fixture
def _empty_acts(transactional_db):
    """The sample table is no app's: nobody empties it but us."""
    yield
    SampleAct.objects.all().delete()


@pytest.mark.django_db
def test_a_seal_keeps_everything_and_the_head_follows(chain):
    first, second = make_seal(chain), make_seal(chain, pdf=None)
    kept = Seal.objects.get(pk=first.pk)
    assert (kept.position, kept.kind, kept.object_type) == (1, KIND, "sample.sampleact")
    assert (kept.user_id, kept.user_label, kept.organisation_id) == (7, "Claire Vasseur", 3)
    assert kept.organisation_label == "Département"
    assert kept.sealed_at == AT
    assert bytes(kept.pdf) == b"%PDF-1.7 sample"
    assert kept.pdf_sha256 == sha256(b"%PDF-1.7 sample")
    assert (kept.previous_sha256, second.previous_sha256) == (GENESIS, kept.sha256)
    assert second.pdf_sha256 == ""
    head = Chain.objects.get(pk=chain.pk)
    assert (head.count, head.head) == (2, second.sha256)
    assert head_of(head).is_signed
    assert verify_all() == []


@pytest.mark.django_db
def test_documents_stay_in_the_database_until_asked_for(chain):
    make_seal(chain)
    assert "pdf" in Seal.objects.get().get_deferred_fields()
    assert "pdf" in chain.seals.get().get_deferred_fields()


@pytest.mark.usefixtures("_empty_acts")
@pytest.mark.django_db(transaction=True)
def test_refused_outside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        open_chain("registre", "Registre")
    chain, act = make_chain(), make_act()
    with pytest.raises(transaction.TransactionManagementError):
        seal(chain, kind=KIND, obj=act, label="", content={}, code="00000000", by=CLERK, at=AT)


@pytest.mark.usefixtures("_empty_acts")
@pytest.mark.django_db(transaction=True)
def test_the_head_is_copied_after_commit_and_never_for_an_act_that_failed(settings):
    chain = make_chain()
    with transaction.atomic():
        make_seal(chain)
        transaction.set_rollback(True)
    make_seal(chain)
    heads = [head for _, head in read_heads(settings.SEAL_HEADS_FILE)]
    assert [head.count for head in heads] == [0, 1]
    assert heads[1] == head_of(Chain.objects.get())
    assert verify_all() == []


@pytest.mark.usefixtures("_empty_acts")
@pytest.mark.django_db(transaction=True)
def test_a_file_of_heads_that_cannot_be_written_does_not_undo_the_act(settings, tmp_path, caplog):
    settings.SEAL_HEADS_FILE = tmp_path
    make_seal(make_chain())
    assert Seal.objects.count() == 1
    assert "on_commit" in caplog.text


@pytest.mark.django_db
def test_opening_twice_gives_the_same_chain(chain):
    with transaction.atomic():
        assert open_chain(chain.name, "Autre nom") == chain


@pytest.mark.django_db
def test_refused_when_the_act_is_sealed_already(chain):
    act = make_act()
    make_seal(chain, act)
    with pytest.raises(IntegrityError):
        make_seal(chain, act)


@pytest.mark.django_db
def test_refused_when_the_code_is_taken_or_is_none(chain):
    taken = make_seal(chain).code
    with pytest.raises(IntegrityError):
        make_seal(chain, code=taken)
    with pytest.raises(ValueError, match="no verification code"):
        make_seal(chain, code="1234")


@pytest.mark.django_db
def test_refused_when_no_context_knows_the_kind(chain):
    with pytest.raises(ValueError, match="no context"):
        make_seal(chain, kind="unheard of")


@pytest.mark.django_db
def test_refused_when_the_content_has_no_single_form(chain):
    with pytest.raises(TypeError):
        make_seal(chain, content={"amount": 1.5})
    assert Seal.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "alter",
    [
        lambda chain: delete(Seal, chain.seals.get(position=2).pk),
        lambda chain: tamper(Chain, chain.pk, count=1, head=chain.seals.get(position=1).sha256),
        lambda chain: tamper(Chain, chain.pk, label="Autre"),
        lambda chain: tamper(Chain, chain.pk, signature="AAAA"),
        lambda chain: tamper(Chain, chain.pk, key_id="0" * 16),
        lambda chain: tamper(Seal, chain.seals.get(position=2).pk, sha256="0" * 64),
    ],
)
def test_nothing_is_sealed_on_an_altered_chain_as_that_would_sign_the_alteration(chain, alter):
    make_seal(chain)
    make_seal(chain)
    alter(chain)
    with pytest.raises(RuleViolation, match="a été altéré"):
        make_seal(chain)


@pytest.mark.django_db
def test_a_code_drawn_twice_is_drawn_again(chain, monkeypatch):
    taken = make_seal(chain).code
    draws = iter([taken, taken, "7K4QM9TD"])
    monkeypatch.setattr(actions, "draw_code", lambda: next(draws))
    assert new_code() == "7K4QM9TD"


@pytest.mark.django_db
def test_an_act_is_found_by_its_code_however_typed_and_by_its_document(chain):
    entry = make_seal(chain, code="7K4Q-01TD")
    for typed in ("7K4Q01TD", "7k4q-01td", " 7K4Q — o1 td ", "7K4Q‑OITD", "7k4qoltd"):
        assert find_by_code(typed) == entry, typed
    for typed in ("", "7K4Q", "7K4Q01TE", "7K4Q01TDX", "7K4Q0!TD"):
        assert find_by_code(typed) is None, typed
    assert find_by_pdf(b"%PDF-1.7 sample") == entry
    assert find_by_pdf(b"%PDF-1.7 other") is None
    assert entry.shown_code == "7K4Q-01TD"


@pytest.mark.django_db
def test_amounts_are_the_same_before_and_after_the_database(chain):
    make_seal(chain, make_act(amount=Decimal(1200)))
    assert verify_all() == []


def in_threads(work, count=THREADS):
    """Run a work in threads, all at once; raise what any raised."""
    failures, start = [], threading.Barrier(count)

    def run(rank):
        try:
            start.wait()
            work(rank)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(rank,)) for rank in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.usefixtures("_empty_acts")
@pytest.mark.django_db(transaction=True)
def test_threads_that_seal_at_once_make_one_unbroken_chain_each(settings):
    chains = [make_chain(f"registre:{number}") for number in range(3)]

    def work(rank):
        for number in range(EACH):
            make_seal(chains[(rank + number) % 3], make_act(rank * 100 + number))

    in_threads(work)
    assert verify_all() == []
    assert Seal.objects.count() == THREADS * EACH
    for chain in Chain.objects.all():
        positions = list(chain.seals.values_list("position", flat=True).order_by("position"))
        assert positions == list(range(1, chain.count + 1))
    lines = list(read_heads(settings.SEAL_HEADS_FILE))
    assert all(head for _, head in lines)
    assert len(lines) == 3 + THREADS * EACH


@pytest.mark.usefixtures("_empty_acts")
@pytest.mark.django_db(transaction=True)
def test_a_verification_while_acts_are_sealed_cries_no_wolf():
    chain = make_chain()
    found = []

    def work(rank):
        for number in range(EACH):
            if rank:
                with transaction.atomic():
                    make_seal(chain, make_act(rank * 100 + number))
            else:
                found.extend(verify_all())

    in_threads(work, 3)
    assert found == []


@pytest.mark.usefixtures("_empty_acts")
@pytest.mark.django_db(transaction=True)
def test_threads_that_open_one_chain_at_once_get_the_same():
    opened = []
    in_threads(lambda _rank: opened.append(make_chain("registre:neuf").pk))
    assert len(set(opened)) == 1
