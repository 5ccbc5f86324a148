"""`beffroi verify` and `beffroi heads`."""

import io
import time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from beffroi.core.guards import standing
from beffroi.core.seals.alterations import What
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import BATCH, verify_all
from core.seals.factories import SampleAct, fill, make_chain
from core.seals.tampering import run as run_sql
from core.seals.tampering import tamper

pytestmark = pytest.mark.django_db


def run(*words, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*words, stdout=out, stderr=err, **options)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_when_all_is_whole_it_says_so_and_exits_with_0(full, tmp_path):
    assert run("heads", "export", str(tmp_path / "heads"))[0] == 0
    code, out, err = run("verify", heads=tmp_path / "heads")
    assert (code, out, err) == (0, "Tout est entier : 5\u00a0entrées.\n", "")


def test_it_warns_when_no_heads_can_tell_an_old_copy(full):
    code, _, err = run("verify")
    assert code == 0
    assert err.startswith("Aucun fichier des têtes")


def test_each_alteration_is_one_french_line_and_it_exits_with_1(full):
    entry = full.seals.get(position=3)
    tamper(SampleAct, entry.object_id, votes=72)
    tamper(Seal, full.seals.get(position=4).pk, pdf=b"autre", label="Sur\ndeux lignes")
    code, out, err = run("verify")
    assert code == 1
    assert sorted(out.splitlines()) == [
        "registre:un · n° 3 · Délibération n° 3 · contenu différent de la table : champ votes",
        "registre:un · n° 4 · Sur deux lignes · PDF remplacé",
        "registre:un · n° 4 · Sur deux lignes · entrée modifiée",
    ]
    assert err.splitlines()[-1] == "3\u00a0altérations dans 5\u00a0entrées."


def test_heads_are_added_to_the_file_and_hold_what_proves_them(full, other, tmp_path):
    path = tmp_path / "copies" / "heads.jsonl"
    for _ in range(2):
        assert run("heads", "export", str(path))[1] == f"2\u00a0têtes dans {path}.\n"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    for name in ("chain", "count", "head", "signed_at", "signature", "public_key"):
        assert f'"{name}": ' in lines[0]


def test_refused_when_the_file_or_the_chain_is_unknown(full, tmp_path):
    with pytest.raises(CommandError, match="n’existe pas"):
        run("verify", heads=tmp_path / "nowhere")
    with pytest.raises(CommandError, match="Aucun registre"):
        run("verify", chain="inconnu")


def test_a_guard_that_was_taken_off_is_named(full):
    name = next(name for name in sorted(standing(connection)) if name.startswith("guard_seals_seal"))
    off = f"DROP TRIGGER {name}"
    with connection.cursor() as cursor:
        cursor.execute(off if connection.vendor == "sqlite" else f"{off} ON seals_seal")
    assert [one.sentence for one in verify_all()] == [f"seals_seal · garde absente : {name}"]


def test_values_that_cannot_be_read_are_named_and_the_rest_is_still_read(full):
    if connection.vendor != "sqlite":
        # PostgreSQL lets no such value in.
        return
    run_sql("UPDATE seals_seal SET sealed_at = 'jamais' WHERE position = 1")
    run_sql("UPDATE seals_seal SET sealed_at = '2023-99-99 00:00:00' WHERE position = 2")
    run_sql(
        "UPDATE sample_act SET voted_on = '2023-99-99' "
        "WHERE id = (SELECT object_id FROM seals_seal WHERE position = 4)"
    )
    tamper(Seal, full.seals.get(position=5).pk, label="autre")
    found = [(one.what, one.position) for one in verify_all()]
    assert sorted(found) == sorted(
        [(What.ENTRY, 1), (What.UNREADABLE, 2), (What.UNREADABLE, 4), (What.ENTRY, 5)]
    )


@pytest.mark.parametrize("never", ["jamais", "2023-99-99 00:00:00"])
def test_a_head_that_cannot_be_read_is_named(full, never):
    if connection.vendor != "sqlite":
        return
    run_sql("UPDATE seals_chain SET signed_at = %s", [never])
    assert [one.what for one in verify_all()] == [What.UNREADABLE]


def test_batches_follow_each_other_and_the_number_of_queries_by_batch_is_fixed(
    chain, django_assert_max_num_queries
):
    fill(chain, 2 * BATCH + 10)
    seen = []
    with django_assert_max_num_queries(25):
        assert verify_all(seen.append) == []
    assert seen == [BATCH, BATCH, 10]


def test_an_act_is_sealed_in_well_under_20_ms(db):
    chain = make_chain("registre:vite")
    began = time.perf_counter()
    fill(chain, 50)
    # Twice the bound: the machine that runs the tests is shared; the benchmark gives the figures.
    assert (time.perf_counter() - began) / 50 < 0.040


def test_the_tests_have_a_file_of_heads_of_their_own():
    assert settings.DATA_DIR not in settings.SEAL_HEADS_FILE.parents
