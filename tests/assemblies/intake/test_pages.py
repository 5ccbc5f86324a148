"""What a clerk sees and does; what anyone else does not."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assemblies.factories import make_actor, make_organisation
from assemblies.intake.factories import TEXT, answer_every_name, make_council, make_intake
from beffroi.assemblies.intake.blockers import prepare
from beffroi.assemblies.intake.forms import field_of
from beffroi.assemblies.models import Intake, Member, Sitting
from beffroi.core.journal.models import JournalEntry
from beffroi.law import AssemblyKind
from beffroi.organisations.roles import Role

pytestmark = pytest.mark.django_db
START = "/seances/reprises/nouvelle/"
PARTS = ("intake_sitting", "intake_presence", "intake_members")


def plain(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def drop(client):
    return client.post("/lire/", {"file": SimpleUploadedFile("acte.txt", TEXT.encode())})


def send(client, assembly, text=TEXT, **more):
    return client.post(START, {"assembly": assembly.pk, "file_name": "acte.txt", "text": text, **more})


def at(name, intake, *args):
    return reverse(f"assemblies:{name}", args=[intake.pk, *args])


def fields_of(response) -> dict[str, str]:
    """What the form would send back untouched."""
    form = response.context["form"]
    return {field.html_name: "" if (value := field.value()) is None else value for field in form}


@pytest.fixture
def intake(council):
    return make_intake(council)


def test_a_clerk_sees_the_button_with_their_own_assembly_alone(signed_in, council):
    make_council(make_organisation(), name="Conseil communautaire d’ailleurs")
    html = plain(drop(signed_in))
    assert "Confirmer dans le registre" in html
    assert council.name in html
    assert "d’ailleurs" not in html


def test_of_several_assemblies_the_clerk_chooses(signed_in, council, organisation):
    make_council(organisation, kind=AssemblyKind.BUREAU, name="Bureau", slug="bureau-de-val-clair")
    html = plain(drop(signed_in))
    assert '<select class="input" name="assembly"' in html
    assert html.count("<option") == 2


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PROJECT_LEAD, Role.AUDITOR, Role.ADMINISTRATOR])
def test_refused_to_anyone_but_a_clerk(client, organisation, council, intake, role):
    client.force_login(make_actor(organisation, role).user)
    assert "Confirmer" not in plain(drop(client))
    assert send(client, council).status_code == 403
    for name in ("intake", *PARTS):
        assert client.get(at(name, intake)).status_code == 403
    for name in ("intake_confirm", "intake_drop", "intake_dates"):
        assert client.post(at(name, intake)).status_code == 403
    assert client.get(reverse("assemblies:intakes")).status_code == 403


def test_the_public_sees_nothing_and_is_asked_to_sign_in(client, council, intake):
    assert "Confirmer" not in plain(drop(client))
    assert send(client, council).status_code == 302
    assert client.get(at("intake", intake)).status_code == 302


def test_another_organisations_assembly_and_intakes_do_not_exist(client, council, intake):
    client.force_login(make_actor(make_organisation(), Role.ASSEMBLY_CLERK).user)
    assert send(client, council).status_code == 404
    for name in ("intake", *PARTS):
        assert client.get(at(name, intake)).status_code == 404
        assert client.post(at(name, intake), {"version": "1"}).status_code in {404, 405}
    assert client.get(at("intake_act", intake, 1)).status_code == 404
    for name in ("intake_confirm", "intake_drop", "intake_dates"):
        assert client.post(at(name, intake)).status_code == 404
    assert "acte.txt" not in plain(client.get(reverse("assemblies:intakes")))


def test_the_posted_text_is_read_again_and_nothing_else_is_trusted(signed_in, council):
    response = send(signed_in, council, reading='{"sitting_on": "2020-01-01"}', sitting_on="2020-01-01")
    intake = Intake.objects.get()
    assert response.url == at("intake", intake)
    assert intake.corrected["sitting_on"] == "2024-03-12"


def test_line_ends_of_a_browser_change_no_line(signed_in, council):
    send(signed_in, council, TEXT.replace("\n", "\r\n"))
    assert Intake.objects.get().text == TEXT


def test_refused_with_the_reason_when_it_is_another_councils(signed_in, council):
    response = send(signed_in, council, TEXT.replace("Val-Clair", "Haut-Bois"))
    assert response.status_code == 422
    assert "Cet acte a été lu pour « Communauté de communes de Haut-Bois »" in plain(response)
    assert not Intake.objects.exists()


def test_refused_when_the_text_is_missing_or_too_long(signed_in, council):
    assert send(signed_in, council, "").status_code == 422
    response = send(signed_in, council, "x" * 2_200_000)
    assert response.status_code == 422
    assert "dépasse 2 Mo" in plain(response)
    assert send(signed_in, council, "x" * 3_000_000).status_code == 400
    assert signed_in.post(START, {"assembly": "abc", "text": TEXT}).status_code == 422


def test_hostile_text_is_shown_as_text_on_every_page(signed_in, council):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = TEXT.replace("DURAND Anne", "<b>DURAND</b> Anne").replace("place du marché", f"place {evil}")
    response = send(signed_in, council, text + evil, file_name=f"{evil}.txt")
    intake = Intake.objects.get()
    assert response.status_code == 302
    for address in (
        *(at(name, intake) for name in ("intake", *PARTS)),
        at("intake_act", intake, 1),
        "/seances/reprises/",
    ):
        html = signed_in.get(address).content.decode()
        for raw in ("<script>alert", "<img src=x", "<b>DURAND"):
            assert raw not in html


def test_the_page_shows_the_text_its_values_what_blocks_and_the_questions(signed_in, intake):
    html = plain(signed_in.get(at("intake", intake)))
    for told in (
        "mardi 12 mars 2024",
        "5 noms inconnus",
        "Brouillon",
        "Combien de sièges en exercice",
        '<li id="l3">',
        'href="#v-sitting_on"',
        "quorum 3, atteint",
    ):
        assert told in html
    assert html.count("<h1") == 1
    assert " style=" not in html


def test_a_correction_keeps_what_was_read_beside_it(signed_in, intake):
    page = signed_in.get(at("intake_sitting", intake))
    response = signed_in.post(
        at("intake_sitting", intake), {**fields_of(page), "sitting_at": "19 h 30", "members_in_office": "5"}
    )
    assert response.url == at("intake", intake)
    intake.refresh_from_db()
    assert (intake.corrected["sitting_at"], intake.reading["sitting_at"]) == ("19:30", "19:00")
    assert intake.corrected["members_in_office"] == 5
    html = plain(signed_in.get(at("intake", intake)))
    assert "19 h 30" in html
    assert "Lu : <bdi>19 h</bdi>" in html
    assert "Lu dans le texte : 19 h." in plain(signed_in.get(at("intake_sitting", intake)))


@pytest.mark.parametrize("part", ["intake_sitting", "intake_presence"])
def test_saving_without_a_change_changes_nothing(signed_in, intake, part):
    signed_in.post(at(part, intake), fields_of(signed_in.get(at(part, intake))))
    before = intake.corrected
    intake.refresh_from_db()
    assert (intake.corrected, intake.version) == (before, 1)


def test_an_act_is_corrected_in_its_form(signed_in, intake):
    page = signed_in.get(at("intake_act", intake, 1))
    sent = {
        **fields_of(page),
        "title": "Halle",
        "votes_for": "4",
        "votes_against": "0",
        "effect": "regulatory",
    }
    assert signed_in.post(at("intake_act", intake, 1), sent).status_code == 302
    intake.refresh_from_db()
    act = intake.corrected["deliberations"][0]
    assert (act["title"], act["vote"]["for"], act["effect"]) == ("Halle", 4, "regulatory")
    assert act["decisions"] == intake.reading["deliberations"][0]["decisions"]
    assert signed_in.get(at("intake_act", intake, 9)).status_code == 302


def test_what_cannot_be_read_is_told_beside_its_field(signed_in, intake):
    page = signed_in.get(at("intake_presence", intake))
    sent = {**fields_of(page), "proxies": "MOREL Zoé"}
    response = signed_in.post(at("intake_presence", intake), sent)
    assert response.status_code == 422
    assert "écrivez « NOM Prénom à NOM Prénom »" in plain(response)
    assert ">MOREL Zoé</textarea>" in plain(response).replace("\n", "")


def test_the_second_of_two_browsers_is_told_and_loses_nothing(signed_in, intake):
    first = fields_of(signed_in.get(at("intake_sitting", intake)))
    signed_in.post(at("intake_sitting", intake), {**first, "place": "mairie"})
    response = signed_in.post(
        at("intake_sitting", intake), {**first, "place": "école", "sitting_at": "20:00"}
    )
    html = plain(response)
    assert response.status_code == 422
    assert "a changé depuis l’ouverture de la page" in html
    assert "Gardé entre-temps : mairie." in html
    assert 'value="école"' in html
    assert 'value="20:00"' in html
    again = {**first, "place": "école", "sitting_at": "20:00", "version": "2"}
    assert 'name="version" value="2"' in html
    assert signed_in.post(at("intake_sitting", intake), again).status_code == 302
    intake.refresh_from_db()
    assert intake.corrected["place"] == "école"


def test_names_are_answered_in_one_go_and_only_when_asked_for(signed_in, intake):
    html = plain(signed_in.get(at("intake_members", intake)))
    assert "Créer les 5 membres proposés ci-dessous" in html
    assert " checked" not in html
    signed_in.post(at("intake_members", intake), {"version": "1"})
    assert not any(
        one.is_decided for one in prepare(Intake.objects.get()).matches if one.standing == "proposed"
    )
    signed_in.post(
        at("intake_members", intake), {"version": str(Intake.objects.get().version), "tous": "oui"}
    )
    assert all(one.is_decided for one in prepare(Intake.objects.get()).matches)
    assert not Member.objects.exists()


def test_names_are_ticked_one_by_one(signed_in, intake):
    (first, *_) = prepare(intake).matches
    signed_in.post(at("intake_members", intake), {"version": "1", field_of(first): "n"})
    decided = [one.name for one in prepare(Intake.objects.get()).matches if one.is_decided]
    assert first.name in decided
    assert " checked" in plain(signed_in.get(at("intake_members", intake)))


def test_answers_from_an_old_page_are_told_and_kept_on_the_page(signed_in, intake):
    (first, *_) = prepare(intake).matches
    signed_in.post(at("intake_members", intake), {"version": "1", "tous": "oui"})
    response = signed_in.post(at("intake_members", intake), {"version": "1", field_of(first): "n"})
    assert response.status_code == 409
    assert plain(response).count(" checked") == 1


def test_confirming_with_something_missing_records_nothing_and_says_what(signed_in, intake):
    response = signed_in.post(at("intake_confirm", intake), {"version": "1"})
    assert response.status_code == 422
    assert "Rien n’a été enregistré" in plain(response)
    assert not Sitting.objects.exists()


def test_confirming_leads_to_what_comes_next_and_twice_is_once(signed_in, intake):
    answer_every_name(intake)
    version = str(Intake.objects.get().version)
    for _ in range(2):
        response = signed_in.post(at("intake_confirm", intake), {"version": version})
        assert response.url == at("intake", intake)
    assert Sitting.objects.count() == 1
    html = plain(signed_in.get(at("intake", intake)))
    assert "Confirmée" in html
    assert "Reçu par l’État le 15 mars 2024" in html
    assert "Corriger<" not in html
    assert signed_in.get(at("intake_sitting", intake)).status_code == 302


def test_dropping_asks_why(signed_in, intake):
    assert signed_in.post(at("intake_drop", intake), {}).status_code == 422
    assert signed_in.post(at("intake_drop", intake), {"reason": "Doublon."}).url == "/seances/reprises/"
    assert "Abandonnée" in plain(signed_in.get(at("intake", intake)))
    assert "Aucune reprise n’attend" in plain(signed_in.get("/seances/reprises/"))


def test_the_list_names_what_waits(signed_in, intake):
    assert "seance.txt" in plain(signed_in.get("/seances/reprises/"))


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(signed_in, intake, method):
    for name in ("intake", *PARTS, "intake_confirm"):
        assert getattr(signed_in, method)(at(name, intake)).status_code == 405


@pytest.mark.parametrize(
    ("name", "most"), [("intake", 10), ("intake_sitting", 7), ("intake_presence", 7), ("intake_members", 9)]
)
def test_queries_do_not_grow_with_the_names(signed_in, council, django_assert_max_num_queries, name, most):
    many = ", ".join(f"NOM{chr(65 + n // 26)}{chr(65 + n % 26)} Anne" for n in range(150))
    intake = make_intake(council, TEXT.replace("DURAND Anne", many))
    with django_assert_max_num_queries(most):
        assert signed_in.get(at(name, intake)).status_code == 200


def test_a_page_marks_its_lines_once(signed_in, intake):
    html = signed_in.get(at("intake", intake)).content.decode()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_who_voted_what_never_reaches_the_journal(signed_in, intake):
    """A ballot may be found to be secret after its names were read; the journal is never erased."""
    address = at("intake_act", intake, 1)
    named = {
        "against_names": "ROUX Jean",
        "abstain_names": "NOIR Paul\nPETIT Luc",
        "recused_names": "MOREL Zoé",
    }
    assert signed_in.post(address, {**fields_of(signed_in.get(address)), **named}).status_code == 302
    secret = {**fields_of(signed_in.get(address)), **dict.fromkeys(named, ""), "ballot": "secret"}
    assert signed_in.post(address, secret).status_code == 302
    told = str(list(JournalEntry.objects.values_list("changes", flat=True)))
    assert "2\\xa0noms" in told
    assert not [name for name in ("ROUX", "NOIR", "PETIT", "MOREL") if name in told]


def test_one_proposed_member_is_told_in_the_singular(signed_in, council):
    text = TEXT.replace("DURAND Anne, PETIT Luc, ROUX Jean", "NOIR Paul").replace("Absents : NOIR Paul", "")
    text = text.replace("Procuration : MOREL Zoé à PETIT Luc", "").replace("ROUX Jean", "NOIR Paul")
    html = plain(signed_in.get(at("intake_members", make_intake(council, text))))
    assert "Créer le membre proposé ci-dessous" in html
