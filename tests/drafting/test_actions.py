"""A text opened, edited by two, agreed to, frozen."""

from smtplib import SMTPException

import pytest
from django.core import mail

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.canonical import canonical, sha256
from beffroi.drafting.actions import freeze_text, give_access, open_text, save_section, sign_off
from beffroi.drafting.events import text_edited, text_signed
from beffroi.drafting.facts import Section
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import SignOff, Text, Version
from beffroi.drafting.rules import EditConflict
from beffroi.drafting.signoffs import blockers_for_freeze, is_agreed, latest_of, standing
from beffroi.organisations.roles import Role
from drafting.factories import (
    AT,
    LATER,
    SECTIONS,
    access_of,
    make_edit,
    make_organisations,
    make_signoffs,
    make_text,
    organisations_of,
    writer_of,
)
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db


def verbs_of(text):
    return list(JournalEntry.objects.about(text).order_by("id").values_list("verb", flat=True))


def test_a_text_opens_with_its_first_version():
    text = make_text(home_url="/operations/3/", home_label="La halle")
    version = text.versions.get()
    assert (version.number, version.parts) == (1, SECTIONS)
    assert version.sha256 == sha256(canonical(version.sections))
    assert (text.home_url, text.frozen_at) == ("/operations/3/", None)
    assert verbs_of(text) == ["text.opened"]


def test_refused_when_the_page_it_comes_from_is_elsewhere():
    with pytest.raises(RuleViolation, match="une page de Beffroi"):
        make_text(home_url="//ailleurs.example/")
    assert not Text.objects.exists()


def one(key="objet", title="Objet", body="Une halle."):
    return Section(key, title, body)


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        ((), "au moins une section"),
        ([one(f"s{number}") for number in range(61)], "60 sections au plus"),
        ((one(), one()), "la même clé"),
        ((one(key="Objet !"),), "La clé d’une section"),
        ((one(title=" "),), "a un titre"),
        ((one(title="a" * 201),), "200 caractères au plus"),
        ((one(body="a" * 50_001),), "Partagez-la"),
        ([one(f"s{number}", body="a" * 50_000) for number in range(9)], "Le texte entier"),
        ((one(body="".join("  " * depth + "- a\n" for depth in range(12))),), "trop profondément"),
        ((one(body="\ud800"),), "illisible"),
    ],
)
def test_refused_when_the_sections_make_no_text(sections, told):
    with pytest.raises(RuleViolation, match=told):
        make_text(sections=sections)
    assert not Text.objects.exists()


def test_a_save_is_a_whole_new_version():
    text = make_text()
    by = writer_of(text, 1)
    version = save_section(text, "objet", "Une place.", 1, by=by, at=LATER, note="  Objet   revu ")
    assert (version.number, version.note, version.at) == (2, "Objet revu", LATER)
    assert version.parts == (Section("objet", "Objet", "Une place."), SECTIONS[1])
    assert (version.user_id, version.organisation_id) == (by.user_id, by.organisation_id)
    assert verbs_of(text) == ["text.opened", "text.edited"]


@pytest.mark.parametrize("body", [SECTIONS[0].body, f"{SECTIONS[0].body}  \r\n\r\n"])
def test_a_save_that_changes_nothing_makes_no_version(body):
    text = make_text()
    make_signoffs(text)
    assert save_section(text, "objet", body, 1, by=writer_of(text), at=LATER).number == 1
    assert is_agreed(text)


def test_a_save_goes_through_on_top_of_another_section():
    text = make_text()
    make_edit(text, "calendrier", "Onze mois.")
    version = save_section(text, "objet", "Une place.", 1, by=writer_of(text), at=LATER)
    assert version.number == 3
    assert [one.body for one in version.parts] == ["Une place.", "Onze mois."]


def test_the_second_writer_of_a_section_gets_both_texts():
    text = make_text()
    make_edit(text, body="Le leur.")
    with pytest.raises(EditConflict) as caught:
        save_section(text, "objet", "Le mien.", 1, by=writer_of(text), at=LATER)
    told = caught.value
    assert (told.mine.body, told.theirs.body, told.base.body) == ("Le mien.", "Le leur.", SECTIONS[0].body)
    assert text.versions.count() == 2


def test_two_writers_of_the_same_words_are_in_no_conflict():
    text = make_text()
    make_edit(text, body="Pareil.")
    assert save_section(text, "objet", "Pareil.", 1, by=writer_of(text), at=LATER).number == 2


def test_who_changed_nothing_undoes_nothing():
    text = make_text()
    make_edit(text, body="Le leur.")
    kept = save_section(text, "objet", SECTIONS[0].body, 1, by=writer_of(text), at=LATER)
    assert kept.part("objet").body == "Le leur."


@pytest.mark.parametrize("number", [0, 2, 99])
def test_refused_when_the_version_read_does_not_exist(number):
    text = make_text()
    with pytest.raises(RuleViolation, match="n’existe pas"):
        save_section(text, "objet", "Autre.", number, by=writer_of(text), at=LATER)


def test_refused_when_the_section_does_not_exist():
    text = make_text()
    with pytest.raises(RuleViolation, match="n’existe pas"):
        save_section(text, "absente", "Autre.", 1, by=writer_of(text), at=LATER)


@pytest.mark.parametrize(("length", "held"), [(50_000, True), (50_001, False)])
def test_refused_when_a_section_is_too_long(length, held):
    text = make_text()
    if held:
        assert save_section(text, "objet", "a" * length, 1, by=writer_of(text), at=LATER).number == 2
    else:
        with pytest.raises(RuleViolation, match="Partagez-la"):
            save_section(text, "objet", "a" * length, 1, by=writer_of(text), at=LATER)


def test_an_agreement_stands_on_one_version():
    text = make_text()
    received = []
    text_signed.connect(lambda **told: received.append(told), weak=False, dispatch_uid="test")
    try:
        by = writer_of(text, 1)
        signoff = sign_off(text, 1, by=by, at=LATER)
    finally:
        text_signed.disconnect(dispatch_uid="test")
    assert (signoff.version.number, signoff.sha256) == (1, latest_of(text).sha256)
    assert [(one.organisation.pk, bool(one.signoff)) for one in standing(text)] == [
        (organisations_of(text)[0].pk, False),
        (by.organisation_id, True),
    ]
    (told,) = received
    assert (told["text"], told["organisation"], told["by"]) == (text, by.organisation, by)


def test_refused_when_the_version_shown_is_no_longer_the_latest():
    text = make_text()
    make_edit(text)
    with pytest.raises(RuleViolation, match="n’est plus la dernière"):
        sign_off(text, 1, by=writer_of(text), at=LATER)
    assert not SignOff.objects.exists()


def test_refused_when_the_organisation_is_not_asked():
    text = make_text()
    stranger = make_actor(make_organisations()[0], Role.MANAGER)
    with pytest.raises(RuleViolation, match="n’est pas demandé"):
        sign_off(text, 1, by=stranger, at=LATER)


def test_refused_when_an_organisation_agrees_twice():
    text = make_text()
    sign_off(text, 1, by=writer_of(text), at=LATER)
    with pytest.raises(RuleViolation, match="déjà donné"):
        sign_off(text, 1, by=writer_of(text), at=LATER)


def test_any_edit_voids_every_agreement_and_keeps_its_trace():
    text = make_text()
    make_signoffs(text)
    by = writer_of(text)
    version = make_edit(text, by=by, at=LATER)
    assert [one.signoff for one in standing(text)] == [None, None]
    for one in SignOff.objects.all():
        assert (one.voided_at, one.voided_by_version) == (LATER, version)
        assert one.voided_by_label == f"{by.user_label} ({by.organisation_label})"
    assert verbs_of(text)[-2:] == ["text.signoff_voided"] * 2


def test_agreements_to_two_versions_do_not_meet():
    text = make_text()
    sign_off(text, 1, by=writer_of(text, 0), at=LATER)
    make_edit(text)
    sign_off(text, 2, by=writer_of(text, 1), at=LATER)
    assert not is_agreed(text)
    sign_off(text, 2, by=writer_of(text, 0), at=LATER)
    assert is_agreed(text)


def test_the_signers_are_told_by_mail_after_the_commit(django_capture_on_commit_callbacks):
    text = make_text()
    first, second = make_signoffs(text)
    editor = writer_of(text)
    with django_capture_on_commit_callbacks(execute=True):
        make_edit(text, by=editor, at=LATER)
        assert mail.outbox == []
    assert len(mail.outbox) == 2
    assert {first.user_id, second.user_id} & {editor.user_id} == set()
    for message in mail.outbox:
        assert message.subject == "Votre accord est à redonner : Fiche de la halle"
        assert "version 2" in message.body
        assert f"/textes/{text.pk}/" in message.body


def test_who_makes_the_edit_is_not_told_what_they_know(django_capture_on_commit_callbacks):
    text = make_text()
    by = writer_of(text)
    sign_off(text, 1, by=by, at=LATER)
    with django_capture_on_commit_callbacks(execute=True):
        make_edit(text, by=by, at=LATER)
    assert mail.outbox == []


def test_an_edit_stands_when_the_message_does_not_leave(django_capture_on_commit_callbacks, monkeypatch):
    def refuse(*_args):
        raise SMTPException

    text = make_text()
    make_signoffs(text)
    monkeypatch.setattr("beffroi.organisations.mail.send_mail", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        make_edit(text, at=LATER)
    assert latest_of(text).number == 2


def test_a_receiver_that_fails_rolls_the_edit_back():
    def refuse(**_told):
        raise RuleViolation("Non.")

    text = make_text()
    make_signoffs(text)
    text_edited.connect(refuse, weak=False, dispatch_uid="test")
    try:
        with pytest.raises(RuleViolation, match="Non"):
            make_edit(text)
    finally:
        text_edited.disconnect(dispatch_uid="test")
    assert latest_of(text).number == 1
    assert is_agreed(text)


def test_a_text_is_frozen_once_every_organisation_agreed():
    text = make_text()
    sign_off(text, 1, by=writer_of(text, 0), at=LATER)
    (waited,) = blockers_for_freeze(text)
    assert organisations_of(text)[1].short_name in waited.sentence
    with pytest.raises(RuleViolation, match="n’a pas donné son accord"):
        freeze_text(text, by=writer_of(text), at=LATER)
    sign_off(text, 1, by=writer_of(text, 1), at=LATER)
    assert freeze_text(text, by=writer_of(text), at=LATER).frozen_at == LATER


def test_refused_when_nobody_is_asked_to_agree():
    organisations = make_organisations()
    by = make_actor(organisations[0], Role.MANAGER)
    text = open_text("test", "Sans accord", SECTIONS, access_of(organisations[0], Level.WRITE), by=by, at=AT)
    assert not is_agreed(text)
    with pytest.raises(RuleViolation, match="désigné"):
        freeze_text(text, by=by, at=LATER)


def test_refused_when_the_text_is_frozen():
    text = make_text()
    make_signoffs(text)
    by = writer_of(text)
    freeze_text(text, by=by, at=LATER)
    for act in (
        lambda: save_section(text, "objet", "Autre.", 1, by=by, at=LATER),
        lambda: sign_off(text, 1, by=by, at=LATER),
        lambda: freeze_text(text, by=by, at=LATER),
        lambda: give_access(text, access_of(by.organisation, Level.READ), by=by),
    ):
        with pytest.raises(RuleViolation, match="figé"):
            act()
    assert Version.objects.count() == 1


def test_access_is_given_to_more_people():
    text = make_text()
    agent = writer_of(text, 0, Role.ELECTED_MEMBER)
    assert not Text.objects.visible_to(agent).exists()
    give_access(text, access_of(agent.organisation, Level.READ, role=Role.ELECTED_MEMBER), by=writer_of(text))
    assert Text.objects.visible_to(agent).get() == text
    assert verbs_of(text)[-1] == "text.shared"


def test_a_text_exists_for_those_who_have_access_and_no_other():
    text = make_text()
    assert Text.objects.visible_to(writer_of(text)).get() == text
    strangers = (None, make_actor(make_organisations()[0], Role.MANAGER), writer_of(text, 0, Role.AUDITOR))
    for stranger in strangers:
        assert not Text.objects.visible_to(stranger).exists()
