"""An archive holds what the organisation's roles read, and nothing that rights.md keeps from them."""

import json
import re
import zipfile

import pytest

from archive.world import DEPARTEMENT, EPCI, OF_DEPARTEMENT, OF_EPCI, PASSWORD, PIECE, SHARED
from beffroi.core.seals.canonical import sha256

COMMUNE, PARTNER, ELSEWHERE = "roncevent", "caue-de-l-ambre", "pas-de-calais"


@pytest.fixture
def read(archives):
    """Give all the words of an archive's tables, and the rows of one of them."""

    def found(slug, table=""):
        with zipfile.ZipFile(archives[slug]) as archive:
            if table:
                return [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]
            return "".join(
                archive.read(name).decode() for name in archive.namelist() if name.startswith("tables/")
            )

    return found


@pytest.mark.parametrize(
    ("slug", "kept"),
    [(EPCI, OF_EPCI), (DEPARTEMENT, OF_DEPARTEMENT), (EPCI, [SHARED]), (DEPARTEMENT, [SHARED])],
)
def test_what_is_its_own_or_shared_is_there(read, slug, kept):
    words = read(slug)
    assert [one for one in kept if one not in words] == []


@pytest.mark.parametrize(
    ("slug", "hidden"),
    [
        (EPCI, OF_DEPARTEMENT),
        (DEPARTEMENT, OF_EPCI),
        *((slug, (*OF_EPCI, *OF_DEPARTEMENT)) for slug in (COMMUNE, PARTNER, ELSEWHERE)),
    ],
)
def test_what_others_keep_to_themselves_is_not(read, slug, hidden):
    words = read(slug)
    assert [one for one in hidden if one in words] == []


@pytest.mark.parametrize("slug", [EPCI, DEPARTEMENT, COMMUNE, PARTNER, ELSEWHERE, "bethune-bruay"])
def test_no_secret_and_no_address_of_others(read, slug):
    words = read(slug)
    assert PASSWORD not in words
    assert not re.search(r"md5\$|pbkdf2|argon2|secret_sha256|invitee@", words)
    mine = {one["email"] for one in read(slug, "organisations.user")}
    assert set(re.findall(r"[\w.+-]+@[\w.-]+\.\w+", words)) <= mine
    held = {one["organisation_id"] for one in read(slug, "organisations.membership")}
    named = {one["id"] for one in read(slug, "organisations.organisation") if one["slug"] == slug}
    assert held <= named


def test_the_two_worlds_never_mix(read):
    assert "Val-Clair" not in read("bethune-bruay")
    assert "Béthune" not in read(EPCI)


def test_of_the_operations_the_departement_reads_none_before_it_is_handed_in(read):
    states = {one["state"] for one in read(DEPARTEMENT, "operations.operation")}
    assert states
    assert not states & {"idea", "file", "dropped"}
    assert {"idea", "file"} <= {one["state"] for one in read(EPCI, "operations.operation")}


def test_the_reasons_of_an_examination_wait_for_the_route(read):
    for slug, is_told in ((EPCI, False), (DEPARTEMENT, True)):
        examined = {one["id"] for one in read(slug, "operations.operation") if one["state"] == "schemes"}
        told = {one["operation_id"] for one in read(slug, "operations.coherenceanswer")}
        assert bool(examined & told) is is_told


def test_a_report_is_the_departements_until_it_is_sent(read):
    assert {one["state"] for one in read(EPCI, "operations.report")} >= {"sent"} - {"preparing"}
    assert "preparing" not in {one["state"] for one in read(EPCI, "operations.report")}
    assert "preparing" in {one["state"] for one in read(DEPARTEMENT, "operations.report")}


def test_of_another_assembly_only_what_is_sealed(read):
    mine = {one["id"] for one in read(EPCI, "organisations.organisation") if one["slug"] == EPCI}
    own = {one["id"] for one in read(EPCI, "assemblies.assembly") if one["organisation_id"] in mine}
    sittings = {one["id"]: one for one in read(EPCI, "assemblies.sitting")}
    others = [one for one in sittings.values() if one["assembly_id"] not in own]
    assert others
    assert all(one["sealed_at"] for one in others)
    acts = [one for one in read(EPCI, "assemblies.deliberation") if sittings[one["sitting_id"]] in others]
    assert all(one["sealed_at"] for one in acts)
    # Seats and mandates are nothing that an act says.
    assert {one["assembly_id"] for one in read(EPCI, "assemblies.seat")} <= own


def test_a_document_goes_to_who_reads_the_operation(archives):
    for slug, is_there in ((EPCI, True), (DEPARTEMENT, True), (COMMUNE, False), (ELSEWHERE, False)):
        with zipfile.ZipFile(archives[slug]) as archive:
            assert (f"contents/{sha256(PIECE)}" in archive.namelist()) is is_there
