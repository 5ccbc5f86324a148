"""Every page of the sittings and acts opens, and its forms lead from an empty council to a published act."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.kinds import Origin
from beffroi.assemblies.models import Deliberation, Mandate, Sitting
from beffroi.core.seals.models import Seal
from beffroi.law.french import french_date


def text_of(response):
    return response.content.decode()


def fields_of(form):
    """What a browser sends back of a form as it stands."""
    sent = {}
    for field in form:
        value = field.value()
        if value is True:
            sent[field.html_name] = "oui"
        elif value is not None and value is not False and value != "":
            sent[field.html_name] = value
    return sent


def send(page, name, *args, **typed):
    """Open a page, fill in its form over what it shows, send it."""
    address = reverse(f"assemblies:{name}", args=args)
    form = page.get(address).context["form"]
    return page.post(address, {**fields_of(form), **typed})


ACT_NAMES = ("act", "act_seal", "act_publish", "act_edit", "act_drop")


@pytest.mark.parametrize("name", ["sittings", "acts"])
def test_the_lists_open(page, sitting, name):
    factories.make_sealed(sitting)
    response = page.get(reverse(f"assemblies:{name}"))
    assert response.status_code == 200


@pytest.mark.parametrize("name", ["sitting", "sitting_edit", "sitting_roll", "act_add"])
def test_the_pages_of_a_sitting_open(page, sitting, name):
    assert page.get(reverse(f"assemblies:{name}", args=[sitting.pk])).status_code == 200


@pytest.mark.parametrize("name", ACT_NAMES)
def test_the_pages_of_a_draft_open(page, sitting, name):
    act = factories.make_deliberation(sitting)
    assert page.get(reverse(f"assemblies:{name}", args=[act.pk])).status_code == 200


@pytest.mark.parametrize("name", ["act", "act_seal", "act_publish"])
def test_the_pages_of_a_published_act_open(page, sitting, name):
    act = factories.make_published(sitting)
    assert page.get(reverse(f"assemblies:{name}", args=[act.pk])).status_code == 200


@pytest.mark.parametrize("name", ["members", "member_add", "sitting_add"])
def test_the_pages_of_an_assembly_open(page, assembly, name):
    assert page.get(reverse(f"assemblies:{name}", args=[assembly.slug])).status_code == 200


def test_from_an_empty_council_to_a_published_act(page, assembly):
    send(
        page, "sitting_add", assembly.slug, held_on="12/03/2024", held_at="18 h 45",
        dispatched_on="01/03/2024",
        chair="membre001 camille", secretary="MEMBRE002 Camille",
    )  # fmt: skip
    sitting = Sitting.objects.get()
    roll = reverse("assemblies:sitting_roll", args=[sitting.pk])
    sheet = fields_of(page.get(f"{roll}?tous=presents").context["form"])
    last = factories.members_of(assembly)[-1]
    sheet |= {f"m{last.pk}-presence": "represented", f"m{last.pk}-holder": "Membre001 Camille"}
    assert page.post(roll, sheet).status_code == 302
    send(
        page, "act_add", sitting.pk, title="Une place", number="2024_1", outcome="adopted",
        decisions="APPROUVE le projet.", votes_for="11", votes_against="0",
        opinions="commission des travaux ; 5 mars 2024 ; favorable",
    )  # fmt: skip
    act = Deliberation.objects.get()
    assert "Sceller la délibération" in text_of(page.get(reverse("assemblies:act", args=[act.pk])))
    page.post(reverse("assemblies:act_seal", args=[act.pk]))
    send(page, "act_event", act.pk, "transmission", happened_on="13/03/2024", received_on="14/03/2024")
    assert (
        send(page, "act_publish", act.pk, happened_on="15/03/2024", author_capacity="président").context
        is None
    )
    shown = text_of(page.get(reverse("assemblies:act", args=[act.pk])))
    assert f"Exécutoire depuis le {french_date(date(2024, 3, 15))}" in shown
    assert french_date(date(2024, 5, 16)) in shown
    assert Seal.objects.count() == 4


def test_a_form_sent_twice_records_once(page, sitting):
    address = reverse("assemblies:act_add", args=[sitting.pk])
    sent = {**fields_of(page.get(address).context["form"]), "title": "Une place", "outcome": "adopted"}
    assert page.post(address, sent).status_code == 302
    again = page.post(address, sent)
    assert again.status_code == 422
    assert "Une place" in text_of(again)
    assert Deliberation.objects.count() == 1


@pytest.mark.parametrize("name", ["sitting_edit", "sitting_roll", "act_edit"])
def test_the_second_of_two_writers_is_told_and_loses_nothing(page, sitting, name):
    act = factories.make_deliberation(sitting)
    pk = act.pk if name == "act_edit" else sitting.pk
    address = reverse(f"assemblies:{name}", args=[pk])
    opened = page.get(address)
    first = {**fields_of(opened.context["form"]), "seen": opened.context["seen"]}
    other = {"act_edit": {"title": "Un autre titre"}, "sitting_edit": {"place": "Salle des fêtes"}}
    last = factories.members_of(sitting.assembly)[-1]
    changed = other.get(name, {f"m{last.pk}-presence": "absent"})
    assert page.post(address, {**first, **changed}).status_code == 302
    second = {**first, **({"title": "Mon titre"} if name == "act_edit" else {"place": "Mon lieu"})}
    refused = page.post(address, second)
    assert refused.status_code == 422
    assert "Quelqu’un a enregistré une autre version" in text_of(refused)
    if name != "sitting_roll":
        assert "Mon " in text_of(refused)
    assert page.post(address, {**second, "seen": refused.context["seen"]}).status_code == 302


@pytest.mark.parametrize(("typed", "found"), [("marche", 2), ("MARCHÉ place", 2), ("2024_X", 1), ("rien", 0)])
def test_acts_are_found_whatever_the_accents(page, sitting, typed, found):
    factories.make_deliberation(sitting, number="2024_X")
    factories.make_deliberation(sitting)
    listing = page.get(reverse("assemblies:acts"), {"q": typed}).context["listing"]
    assert len(listing.rows) == found


def test_pages_cost_the_same_whatever_they_show(page, assembly, sitting, django_assert_max_num_queries):
    for day in range(1, 7):
        factories.make_published(
            factories.make_sitting(assembly, held_on=factories.HELD_ON.replace(day=day), dispatched_on=None)
        )
    act = Deliberation.objects.first()
    most = {"sittings": 9, "acts": 9, "sitting": 15, "act": 31, "members": 9}
    args = {"sitting": [act.sitting_id], "act": [act.pk], "members": [assembly.slug]}
    for name, queries in most.items():
        with django_assert_max_num_queries(queries):
            assert page.get(reverse(f"assemblies:{name}", args=args.get(name, []))).status_code == 200
    draft = factories.make_sitting(assembly, held_on=factories.HELD_ON.replace(day=8))
    with django_assert_max_num_queries(14):
        page.get(reverse("assemblies:sitting_roll", args=[draft.pk]))


@pytest.mark.parametrize("title", ["", "Le plan"])
def test_an_annex_thrown_away_for_its_weight_is_refused_and_not_left_aside(page, sitting, settings, title):
    settings.READER_MAX_BYTES = 1000
    act = factories.make_deliberation(sitting)
    typed = {"title": "Une place", "number": "2024_9", "outcome": "adopted", "nature": "1",
             "effect": "other", "ballot": "ordinary", "annex_title": title}  # fmt: skip
    for name, number in (("act_add", sitting.pk), ("act_edit", act.pk)):
        annex = SimpleUploadedFile("plan.pdf", b"%PDF-1.7" + bytes(2000))
        answer = page.post(reverse(f"assemblies:{name}", args=[number]), {**typed, "annex_pdf": annex})
        assert answer.status_code == 422, name
        assert "Le document dépasse 20" in answer.content.decode(), name


def test_a_member_sent_twice_takes_one_seat(page, assembly):
    typed = {"surname": "Verdier", "first_name": "Anne", "starts_on": "01/01/2024"}
    held = Mandate.objects.count()
    assert send(page, "member_add", assembly.slug, **typed).status_code == 302
    again = send(page, "member_add", assembly.slug, **typed)
    assert again.status_code == 422
    assert "Un homonyme" in text_of(again)
    assert Mandate.objects.count() == held + 1


def test_the_journal_of_a_sitting_speaks_french(page, sitting):
    shown = text_of(page.get(reverse("assemblies:sitting", args=[sitting.pk]))).split("t-journal")[-1]
    assert "présidence" in shown
    assert "chair" not in shown
    assert "secretary" not in shown


def test_a_clerk_reaches_the_waiting_intakes_from_the_sittings(page, assembly):
    assert reverse("assemblies:intakes") in text_of(page.get(reverse("assemblies:sittings")))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"happened_on": "11/03/2024"}, "happened_on", "ne peut pas précéder la séance"),
        ({"happened_on": "13/03/2124"}, "happened_on", "à venir"),
        ({"happened_on": "13/03/2024", "received_on": "14/03/2124"}, "received_on", "à venir"),
        ({"happened_on": "14/03/2024", "received_on": "13/03/2024"}, "received_on", "précéder l’envoi"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_it_and_nothing_is_lost(
    page, sitting, typed, field, sentence
):
    act = factories.make_sealed(sitting)
    answer = send(page, "act_event", act.pk, "transmission", reference="AR-7", **typed)
    assert answer.status_code == 422
    [(name, [told])] = answer.context["form"].errors.items()
    assert name == field
    assert sentence in told.replace("\xa0", " ")
    assert 'value="AR-7"' in text_of(answer)
    assert not act.events.exists()


@pytest.mark.parametrize("name", ["act_add", "act_edit"])
def test_more_votes_than_members_on_the_roll_are_refused_beside_the_count(page, sitting, name):
    draft = factories.make_deliberation(sitting)
    told = sitting.attendances.filter(presence__in=["present", "represented"]).count()
    typed = {"title": "Un autre objet", "number": "2024_900", "outcome": "adopted"}
    about = sitting if name == "act_add" else draft
    many = {"votes_for": told, "votes_against": 0, "abstentions": 1, "not_voting": 0}
    answer = send(page, name, about.pk, **typed, **many)
    assert answer.status_code == 422
    [(field, [sentence])] = answer.context["form"].errors.items()
    assert field == "votes_for"
    assert "1 voix de trop" in sentence.replace("\xa0", " ")
    assert 'value="2024_900"' in text_of(answer)
    assert sitting.deliberations.count() == 1
    fewer = {**many, "votes_for": told - 1}
    assert send(page, name, about.pk, **typed, **fewer).status_code == 302


def test_the_draft_of_an_act_taken_in_from_a_text_keeps_its_faults(page, sitting):
    Sitting.objects.filter(pk=sitting.pk).update(origin=Origin.TAKEN_IN)
    draft = factories.make_deliberation(sitting)
    answer = send(page, "act_edit", draft.pk, votes_for=99, votes_against=0)
    assert answer.status_code == 302
