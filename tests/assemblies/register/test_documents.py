import hashlib
import json

import pikepdf
import pytest

from assemblies.factories import AT, CLERK, make_actor, make_organisation, make_published, make_sealed
from assemblies.register.pages import act_seal, words_of_pdf
from beffroi.assemblies.act_data import act_data
from beffroi.assemblies.actions.extracts import certify
from beffroi.assemblies.documents import act_json
from beffroi.organisations.roles import Role

pytestmark = pytest.mark.django_db


def test_the_bytes_are_those_that_were_sealed(client):
    act = make_published()
    seal = act_seal(act)
    answer = client.get(f"/registre/documents/{seal.code}.pdf")
    assert answer.content == bytes(seal.pdf)
    assert hashlib.sha256(answer.content).hexdigest() == seal.pdf_sha256
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="acte-{seal.shown_code}.pdf"'
    assert answer["ETag"] == f'"{seal.pdf_sha256}"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_the_reader_already_has_is_not_sent_again(client):
    seal = act_seal(make_published())
    answer = client.get(
        f"/registre/documents/{seal.code}.pdf", headers={"if-none-match": f'"{seal.pdf_sha256}"'}
    )
    assert answer.status_code == 304
    assert not answer.content


def test_a_code_typed_loosely_finds_the_document(client):
    seal = act_seal(make_published())
    assert client.get(f"/registre/documents/{seal.shown_code.lower()}.pdf").status_code == 200


@pytest.mark.parametrize("code", ["00000000", "nimporte", "7K4Q-M9TD", "é"])
def test_an_unknown_code_has_no_document(client, code):
    assert client.get(f"/registre/documents/{code}.pdf").status_code == 404


def test_the_seals_of_sittings_and_events_have_none(client):
    act = make_published()
    for event in act.events.all():
        assert not act_seal(act, "event").pdf_sha256, event


def test_before_publication_only_its_organisation_has_it(client):
    act = make_sealed()
    address = f"/registre/documents/{act_seal(act).code}.pdf"
    assert client.get(address).status_code == 404
    theirs = make_actor(act.sitting.assembly.organisation, Role.ASSEMBLY_CLERK)
    client.force_login(theirs.user)
    assert client.get(address).status_code == 200


def test_another_organisation_does_not_have_it(client):
    act = make_sealed()
    client.force_login(make_actor(make_organisation(), Role.ASSEMBLY_CLERK).user)
    assert client.get(f"/registre/documents/{act_seal(act).code}.pdf").status_code == 404


def test_the_extract_says_what_the_act_says():
    act = make_published()
    told = words_of_pdf(bytes(act_seal(act).pdf)).replace("\u202f", " ").replace("\u00a0", " ")
    for words in ("Aménagement de la place du marché", "APPROUVE", act_seal(act).shown_code, "MEMBRE001"):
        assert words in told


def test_the_extract_carries_the_data_of_the_act(tmp_path):
    act = make_published()
    path = tmp_path / "acte.pdf"
    path.write_bytes(bytes(act_seal(act).pdf))
    with pikepdf.open(path) as pdf:
        carried = pdf.attachments["acte.json"].get_file().read_bytes()
    assert json.loads(carried) == json.loads(act_json(act_data(act)))


def test_a_certified_extract_tells_the_dates(client):
    act = make_published()
    seal = certify(act, by=CLERK, at=AT)
    told = words_of_pdf(bytes(seal.pdf)).replace("\u202f", " ").replace("\u00a0", " ")
    for words in ("Extrait certifié", "Zoé Morel", "14 mars 2024", "15 mars 2024", "16 mai 2024"):
        assert words in told
    assert client.get(f"/registre/documents/{seal.code}.pdf").status_code == 200
