"""The pages of a text, as those who write and agree use them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.drafting.actions import freeze_text, tell_presence
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Comment, Presence, SignOff, Version
from beffroi.drafting.signoffs import latest_of
from beffroi.organisations.roles import Role
from beffroi.organisations.signin.sessions import BACKGROUND_HEADER, RENEWED_KEY
from drafting.factories import (
    LATER,
    access_of,
    make_comment,
    make_edit,
    make_organisations,
    make_signoffs,
    make_text,
    writer_of,
)
from organisations.factories import make_actor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    return make_text()


@pytest.fixture
def actor(text, client):
    found = writer_of(text)
    client.force_login(found.user, backend=BACKEND)
    return found


def address(name, text, **parts):
    return reverse(f"drafting:{name}", kwargs={"pk": text.pk, **parts})


def edited(client, text, **typed):
    return client.post(
        address("edit", text, key="objet"), {"number": "1", "body": "Une place.", "note": "", **typed}
    )


@pytest.mark.usefixtures("actor")
def test_a_section_is_saved(client, text):
    answer = edited(client, text, do="save")
    assert answer["Location"] == f"{address('text', text)}#objet"
    assert latest_of(text).part("objet").body == "Une place."
    assert "La version 2 est enregistrée." in client.get(address("text", text)).content.decode()


@pytest.mark.usefixtures("actor")
def test_a_preview_stores_no_version_and_keeps_what_was_typed(client, text):
    answer = edited(client, text, do="preview", body="Une **place**.")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "<p>Une <strong>place</strong>.</p>" in page
    assert "Une **place**.</textarea>" in page
    assert Version.objects.count() == 1


@pytest.mark.usefixtures("actor")
def test_the_second_writer_sees_both_texts(client, text):
    make_edit(text, body="La leur.")
    answer = edited(client, text, body="La mienne.")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "La leur.</textarea>" in page
    assert "La mienne.</textarea>" in page
    assert answer.context["form"].initial["number"] == 2
    assert edited(client, text, body="Ensemble.", number="2").status_code == 302
    assert latest_of(text).part("objet").body == "Ensemble."


@pytest.mark.usefixtures("actor")
def test_what_was_written_in_a_removed_section_is_not_lost(client, text):
    client.post(address("arrange", text, key="objet"), {"number": "1", "do": "remove"})
    answer = edited(client, text, body="La mienne.")
    assert answer.status_code == 409
    assert "La mienne.</textarea>" in answer.content.decode()
    assert client.post(address("edit", text, key="jamais"), {"number": "1"}).status_code == 404


@pytest.mark.usefixtures("actor")
@pytest.mark.parametrize("body", ["a" * 1_000_000, "a" * 50_001])
def test_a_section_too_long_is_refused_and_given_back(client, text, body):
    answer = edited(client, text, body=body)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "caractères au plus" in page
    assert f"{body}</textarea>" in page
    assert "Erreur" in page


@pytest.mark.usefixtures("actor")
@pytest.mark.parametrize("number", ["", "0", "99", "x", "9" * 30])
def test_a_version_that_nobody_read_is_refused(client, text, number):
    assert edited(client, text, number=number).status_code == 422
    assert Version.objects.count() == 1


@pytest.mark.usefixtures("actor")
def test_a_hostile_text_is_shown_as_it_was_typed(client, text):
    edited(client, text, body="<script>alert(1)</script> [x](javascript:alert(1)) \x00</textarea>")
    for name in ("text", "compare", "versions"):
        page = client.get(address(name, text)).content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
    assert "&lt;/textarea&gt;" in client.get(address("edit", text, key="objet")).content.decode()


@pytest.mark.usefixtures("actor")
def test_the_agreement_is_to_the_version_shown(client, text):
    make_edit(text)
    answer = client.post(address("sign", text), {"number": "1"})
    assert answer.status_code == 422
    assert "n’est plus la dernière" in answer.content.decode()
    assert client.post(address("sign", text), {"number": "2"}).status_code == 302
    assert SignOff.objects.standing().get().version.number == 2
    page = client.get(address("text", text)).content.decode()
    assert "Accord donné" in page
    assert "Donner l’accord" not in page


@pytest.mark.usefixtures("actor")
def test_an_agreement_that_fell_keeps_its_trace_on_the_page(client, text):
    make_signoffs(text)
    make_edit(text)
    page = client.get(address("text", text)).content.decode()
    assert "2\u202faccords tombés" in page or "accords tombés" in page
    assert "a enregistré la version 2" in page


@pytest.mark.usefixtures("actor")
def test_a_passage_that_changed_is_told_with_its_old_words(client, text):
    make_comment(text)
    make_edit(text, body="Autre chose.")
    page = client.get(address("text", text)).content.decode()
    assert "Passage modifié" in page
    assert "couverte avant l’hiver" in page


@pytest.mark.usefixtures("actor")
def test_a_passage_that_is_not_there_is_refused_beside_its_field(client, text):
    typed = {"number": "1", "quote": "une piscine", "body": "Où ?"}
    answer = client.post(address("comment", text, key="objet"), typed)
    assert answer.status_code == 422
    assert "quote" in answer.context["form"].errors
    assert client.post(address("comment", text, key="objet"), typed | {"quote": ""}).status_code == 302
    assert Comment.objects.get().body == "Où ?"


@pytest.mark.usefixtures("actor")
def test_a_comment_is_answered_and_resolved_on_its_page(client, text):
    found = make_comment(text)
    place = {"comment_pk": found.pk}
    client.post(address("thread", text, **place), {"body": "Avant Noël."})
    client.post(address("resolve", text, **place), {"do": "resolve"})
    page = client.get(address("thread", text, **place)).content.decode()
    assert "Avant Noël." in page
    assert "Rouvrir ce commentaire" in page
    client.post(address("resolve", text, **place), {"do": "reopen"})
    assert "Marquer comme résolu" in client.get(address("thread", text, **place)).content.decode()
    assert client.get(address("thread", make_text(), **place)).status_code == 404


@pytest.mark.usefixtures("actor")
def test_a_frozen_text_offers_nothing_to_do(client, text):
    make_signoffs(text)
    freeze_text(text, by=writer_of(text), at=LATER)
    page = client.get(address("text", text)).content.decode()
    assert "Figé" in page
    for label in ("Modifier", "Commenter", "Organiser", "Donner l’accord", "Ajouter une section"):
        assert label not in page
    assert edited(client, text).status_code == 422


@pytest.mark.usefixtures("actor")
@pytest.mark.parametrize("name", ["edit", "comment", "arrange"])
def test_a_section_that_never_was_is_not_found(client, text, name):
    assert client.get(address(name, text, key="objet")).status_code == 200
    assert client.get(address(name, text, key="jamais")).status_code == 404


def test_who_reads_a_text_is_offered_nothing_to_arrange_and_told_why(client):
    organisations = make_organisations()
    text = make_text(organisations, access=access_of(organisations[0], Level.READ, role=Role.AUDITOR))
    links = [address("add", text), address("arrange", text, key="objet")]
    for role, is_offered in ((Role.MANAGER, True), (Role.AUDITOR, False)):
        client.force_login(make_actor(organisations[0], role).user, backend=BACKEND)
        page = client.get(address("text", text)).content.decode()
        assert [link in page for link in links] == [is_offered] * 2
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 403
        assert "permet de lire ce texte" in answer.content.decode()


@pytest.mark.usefixtures("actor")
def test_imposed_sections_are_not_arranged(client):
    text = make_text(sections_fixed=True)
    found = writer_of(text)
    client.force_login(found.user, backend=BACKEND)
    for name, parts in (("add", {}), ("arrange", {"key": "objet"})):
        assert client.get(address(name, text, **parts)).status_code == 403
    assert "Organiser" not in client.get(address("text", text)).content.decode()


def test_the_page_asks_again_and_is_told_when_nothing_changed(client, text, actor):
    where = address("presence", text)
    first = client.get(where, {"version": "1"})
    again = client.get(where, {"version": "1"}, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    other = writer_of(text, 1)
    tell_presence(text, "objet", by=other, at=timezone.now())
    seen = client.get(where, {"version": "1"}, headers={"If-None-Match": first["ETag"]})
    assert seen.status_code == 200
    assert other.user_label in seen.content.decode()
    make_edit(text)
    assert "Version dépassée" in client.get(where, {"version": "1"}).content.decode()


def test_saying_that_one_is_there_is_a_post(client, text, actor):
    where = address("presence", text)
    client.get(where)
    client.get(address("edit", text, key="objet"))
    assert not Presence.objects.exists()
    assert client.post(where, {"section": "objet"}, headers={"HX-Request": "true"}).status_code == 204
    assert Presence.objects.get().section_key == "objet"
    assert client.post(where, {"section": "inconnue"}).status_code == 302
    assert Presence.objects.get().section_key == ""
    edited(client, text, do="preview")
    assert Presence.objects.get().section_key == "objet"


@pytest.mark.usefixtures("actor")
def test_what_a_page_asks_by_itself_prolongs_no_session(client, text):
    client.get(address("presence", text), headers={BACKGROUND_HEADER: "1"})
    assert RENEWED_KEY not in client.session
    client.get(address("text", text))
    assert RENEWED_KEY in client.session


@pytest.mark.usefixtures("actor")
@pytest.mark.parametrize("query", ["?de=x", "?de=0", "?a=99", "?de=99999999999999999999"])
def test_a_version_that_does_not_exist_is_not_compared(client, text, query):
    assert client.get(address("compare", text) + query).status_code == 404


@pytest.mark.usefixtures("actor")
def test_the_list_shows_the_texts_that_one_reads(client, text):
    make_text(title="Un texte d’autres")
    page = client.get(reverse("drafting:index")).content.decode()
    assert "Fiche de la halle" in page
    assert "Un texte d’autres" not in page
    assert client.get(reverse("drafting:index"), {"etat": "fige"}).context["listing"].rows == []


def test_somebody_of_another_organisation_finds_nothing(client, text):
    stranger = make_actor(None, Role.MANAGER)
    client.force_login(stranger.user, backend=BACKEND)
    assert client.get(address("text", text)).status_code == 404


@pytest.mark.usefixtures("actor")
@pytest.mark.parametrize(("name", "most"), [("text", 14), ("versions", 11), ("compare", 11)])
def test_a_page_asks_few_questions_whatever_was_written(
    client, text, name, most, django_assert_max_num_queries
):
    for rank in range(4):
        make_edit(text, body=f"Version {rank}, couverte avant l’hiver.")
        make_comment(text)
    client.get(address(name, text))
    with django_assert_max_num_queries(most):
        client.get(address(name, text))
