"""The road of an act from its text to the register."""

from datetime import date

import pytest

from assemblies.factories import AT as LATER
from assemblies.factories import CLERK, make_actor
from assemblies.intake.factories import AT, TEXT, answer_every_name, make_council, make_intake
from beffroi.assemblies.actions.intakes import (
    StaleIntake,
    answer_names,
    confirm_intake,
    correct_intake,
    drop_intake,
    hand_over_intakes,
    record_read_dates,
    start_intake,
)
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.intake.blockers import prepare
from beffroi.assemblies.intake.handover import held_by
from beffroi.assemblies.intake.later import dates_to_record
from beffroi.assemblies.kinds import Origin, Presence
from beffroi.assemblies.models import Attendance, Intake, Member, Sitting
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.law import AssemblyKind
from beffroi.organisations.roles import Role

pytestmark = pytest.mark.django_db


def sentences(intake) -> str:
    return " ".join(one.sentence for one in prepare(intake).blockers)


def corrected(intake, **changes):
    return correct_intake(intake, {**intake.corrected, **changes}, {}, version=intake.version, by=CLERK)


def with_act(intake, **changes):
    act = {**intake.corrected["deliberations"][0], **changes}
    return corrected(intake, deliberations=[act])


def with_vote(intake, **changes):
    return with_act(intake, vote={**intake.corrected["deliberations"][0]["vote"], **changes})


def confirm(intake):
    return confirm_intake(intake, version=intake.version, by=CLERK, at=AT)


def test_starting_keeps_the_text_and_its_reading_and_records_nothing_else():
    intake = make_intake()
    assert intake.text == TEXT
    assert intake.reading["sitting_on"] == "2024-03-12"
    assert intake.held_by_label == CLERK.user_label
    assert not Sitting.objects.exists()
    assert not Member.objects.exists()
    assert JournalEntry.objects.filter(verb="intake.started").count() == 1


def test_refused_for_the_act_of_another_council():
    town = make_council(
        None, kind=AssemblyKind.COMMUNE, name="Conseil municipal de Val-Clair", population=900
    )
    with pytest.raises(RuleViolation, match="votre assemblée est « Conseil municipal de Val-Clair »"):
        make_intake(town)
    with pytest.raises(RuleViolation, match="Cet acte a été lu pour « Communauté de communes du Haut-Bois »"):
        make_intake(text=TEXT.replace("Val-Clair", "Haut-Bois").replace("de Haut", "du Haut"))
    assert not Intake.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n ", "\x00\x01"])
def test_refused_when_there_is_nothing_to_take(text):
    with pytest.raises(RuleViolation, match="vide"):
        make_intake(text=text)


def test_refused_when_the_text_is_too_long():
    with pytest.raises(RuleViolation, match="dépasse 2 Mo"):
        make_intake(text="x" * 3_000_000)


def test_refused_when_it_names_more_people_than_any_assembly_has():
    names = ", ".join(
        f"NOM{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}{'ABCDE'[n // 676]} Anne" for n in range(700)
    )
    with pytest.raises(RuleViolation, match="600 personnes"):
        make_intake(text=TEXT.replace("DURAND Anne", names))


def test_nobody_is_created_silently():
    intake = make_intake()
    assert "5 noms inconnus de cette assemblée" in sentences(intake).replace("\u00a0", " ")
    with pytest.raises(RuleViolation, match="noms inconnus"):
        confirm(intake)
    assert not Member.objects.exists()


def test_confirming_records_the_sitting_its_roll_and_its_act_at_once():
    intake = answer_every_name(make_intake())
    sitting = confirm(intake)
    assert sitting.origin == Origin.TAKEN_IN
    assert (sitting.held_on, sitting.secretary.surname) == (date(2024, 3, 12), "ROUX")
    assert sitting.seats_in_office is None
    roll = Attendance.objects.filter(sitting=sitting)
    assert [one.presence for one in roll] == [*[Presence.PRESENT] * 3, Presence.REPRESENTED, Presence.ABSENT]
    assert roll.get(presence=Presence.REPRESENTED).proxy_holder.surname == "PETIT"
    (act,) = sitting.deliberations.all()
    assert (act.number, act.outcome, act.full_text) == ("7", "adopted", TEXT)
    assert [str(one) for one in act.decisions.all()] == ["APPROUVE le projet d’aménagement de la place"]
    intake.refresh_from_db()
    assert intake.sitting == sitting
    assert Member.objects.filter(assembly=intake.assembly).count() == 5
    assert JournalEntry.objects.filter(verb="intake.confirmed").count() == 1


def test_members_that_the_register_knows_are_taken_as_they_are():
    council = make_council(
        None, ("DURAND", "Anne"), ("PETIT", "Luc"), ("ROUX", "Jean"), ("MOREL", "Zoé"), ("NOIR", "Paul")
    )
    sitting = confirm(make_intake(council))
    assert sitting.attendances.count() == 5
    assert council.members.count() == 5


def test_a_near_name_is_answered_before_confirming():
    council = make_council(
        None, ("DURANT", "Anne"), ("PETIT", "Luc"), ("ROUX", "Jean"), ("MOREL", "Zoé"), ("NOIR", "Paul")
    )
    intake = make_intake(council)
    assert "1 nom proche à trancher : DURAND Anne." in sentences(intake).replace("\u00a0", " ")
    durant = council.members.get(surname="DURANT")
    sitting = confirm(answer_every_name(intake, **{"DURAND Anne": f"m:{durant.pk}"}))
    assert sitting.attendances.get(member=durant).name_as_written == "DURAND Anne"
    assert council.members.count() == 5


def test_confirming_twice_records_once():
    intake = answer_every_name(make_intake())
    assert confirm(intake) == confirm(intake)
    assert Sitting.objects.count() == 1


def test_refused_when_the_sitting_is_already_recorded():
    council = make_council()
    confirm(answer_every_name(make_intake(council)))
    again = answer_every_name(make_intake(council))
    assert "La séance du 12 mars 2024 est déjà dans le registre" in sentences(again).replace("\u00a0", " ")
    with pytest.raises(RuleViolation):
        confirm(again)
    evening = corrected(again, sitting_at="21:00")
    assert confirm(evening).held_at.hour == 21


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sitting_on": None}, "La date de la séance manque."),
        ({"dispatched_on": "2024-03-13"}, "partie après la séance"),
        ({"members_in_office": 200_000}, "sièges en exercice est trop grand"),
        ({"place": "x" * 201}, "Le lieu dépasse 200 signes."),
        ({"absent": ["NOIR Paul", "PETIT Luc"]}, "PETIT Luc : deux fois dans les listes."),
        ({"proxies": [{"giver": "MOREL Zoé", "holder": "BLANC Éva"}]}, "n’est dans aucune liste"),
        ({"proxies": [{"giver": "MOREL Zoé", "holder": "MOREL Zoé"}]}, "se donne procuration"),
        ({"substitutes": [{"sitting": "BLANC Éva", "for": "NOIR Paul"}]}, "n’est pas parmi les présents"),
        ({"present": ["x" * 230]}, "dépasse 220 signes"),
        ({"deliberations": []}, "Aucun acte n’a été lu"),
    ],
)
def test_what_is_wrong_in_the_sitting_blocks(changes, sentence):
    intake = answer_every_name(corrected(make_intake(), **changes))
    assert sentence in sentences(intake).replace("\u00a0", " ").replace("\u202f", " ")
    with pytest.raises(RuleViolation):
        confirm(intake)
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": None}, "indiquez le résultat"),
        ({"for": 3}, "ou aucune des deux"),
        ({"for": 200_000, "against": 0}, "trop grand"),
        ({"wording": "x" * 401}, "La formule du vote dépasse 400 signes."),
        ({"against_names": ["ROUX Jean"], "abstain_names": ["Jean ROUX"]}, "nommé deux fois dans le vote"),
        ({"ballot": "secret", "against_names": ["ROUX Jean"]}, "Scrutin secret"),
    ],
)
def test_what_is_wrong_in_a_vote_blocks(changes, sentence):
    intake = answer_every_name(with_vote(make_intake(), **changes))
    assert sentence in sentences(intake).replace("\u00a0", " ")
    with pytest.raises(RuleViolation):
        confirm(intake)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "  "}, "Le titre manque."),
        ({"title": "x" * 500}, "Le titre dépasse 499 signes."),
        ({"number": "9" * 41}, "Le numéro dépasse 40 signes."),
        ({"opinions": [{"commission": "x" * 251, "on": None, "favourable": None}]}, "nom d’une commission"),
        ({"decisions": [{"verb": "X" * 41, "text": "tout"}]}, "Le verbe d’une décision"),
    ],
)
def test_what_is_wrong_in_an_act_blocks(changes, sentence):
    intake = answer_every_name(with_act(make_intake(), **changes))
    assert sentence in sentences(intake)
    with pytest.raises(RuleViolation):
        confirm(intake)


def test_named_votes_are_recorded_with_their_member():
    intake = answer_every_name(
        with_vote(make_intake(), recused_names=["ROUX Jean"], against_names=["PETIT Luc"])
    )
    (act,) = confirm(intake).deliberations.all()
    votes = {one.position: one.member.surname for one in act.named_votes.all()}
    assert votes == {"against": "PETIT", "recused": "ROUX"}


def test_a_record_of_several_acts_gives_each_its_own():
    second = TEXT[TEXT.index("DÉLIBÉRATION") :].replace("N° 7", "N° 8").replace("place", "halle")
    sitting = confirm(answer_every_name(make_intake(text=f"{TEXT}\n{second}")))
    acts = list(sitting.deliberations.all())
    assert [act.number for act in acts] == ["7", "8"]
    assert "halle" in acts[1].full_text
    assert "halle" not in acts[0].full_text


def test_the_second_of_two_browsers_is_told():
    intake = make_intake()
    corrected(intake, place="mairie")
    with pytest.raises(StaleIntake):
        correct_intake(intake, {**intake.corrected, "place": "école"}, {}, version=1, by=CLERK)
    with pytest.raises(StaleIntake):
        answer_names(intake, {}, version=1, by=CLERK)
    with pytest.raises(StaleIntake):
        confirm_intake(intake, version=1, by=CLERK, at=AT)
    intake.refresh_from_db()
    assert (intake.corrected["place"], intake.version) == ("mairie", 2)


def test_dropping_needs_a_reason_and_ends_it():
    intake = make_intake()
    with pytest.raises(RuleViolation, match="pourquoi"):
        drop_intake(intake, reason=" ", by=CLERK, at=AT)
    drop_intake(intake, reason="Doublon.", by=CLERK, at=AT)
    assert JournalEntry.objects.get(verb="intake.dropped").note == "Doublon."
    with pytest.raises(RuleViolation, match="abandonnée"):
        confirm(intake)
    with pytest.raises(RuleViolation, match="abandonnée"):
        corrected(intake, place="mairie")
    assert not Intake.objects.waiting().exists()


def test_a_confirmed_intake_changes_no_more():
    intake = answer_every_name(make_intake())
    confirm(intake)
    with pytest.raises(RuleViolation, match="confirmée"):
        corrected(intake, place="mairie")
    with pytest.raises(RuleViolation, match="confirmée"):
        drop_intake(intake, reason="Trop tard.", by=CLERK, at=AT)


def test_the_dates_read_are_recorded_once_the_act_is_sealed():
    intake = answer_every_name(make_intake())
    (act,) = confirm(intake).deliberations.all()
    intake.refresh_from_db()
    received, published = dates_to_record(intake)
    assert (received.on, published.on) == (date(2024, 3, 15), date(2024, 3, 15))
    with pytest.raises(RuleViolation, match="scellée"):
        record_read_dates(intake, [received.key], by=CLERK, at=AT)
    seal_deliberation(act, by=CLERK, at=LATER)
    (event,) = record_read_dates(intake, [received.key], by=CLERK, at=AT)
    assert event.received_on == date(2024, 3, 15)
    assert [one.kind for one in dates_to_record(intake)] == ["publication"]
    # A publication says what it shows: it has its own page.
    with pytest.raises(RuleViolation, match="plus à enregistrer"):
        record_read_dates(intake, [published.key], by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="plus à enregistrer"):
        record_read_dates(intake, [received.key], by=CLERK, at=AT)


def test_the_same_name_created_meanwhile_is_recognised_not_created_again():
    council = make_council()
    first = answer_every_name(make_intake(council))
    second = answer_every_name(make_intake(council, TEXT.replace("12 mars", "13 mars")))
    confirm(first)
    confirm(second)
    assert council.members.count() == 5


def test_start_keeps_only_the_name_of_a_file():
    assert make_intake(file_name="../../etc/passwd").file_name == "passwd"
    assert make_intake(file_name="").file_name == "texte"
    assert (
        start_intake(make_council(), file_name="x" * 400, text=TEXT, by=CLERK, at=AT).file_name == "x" * 255
    )


def test_someone_who_leaves_hands_their_intakes_over():
    council = make_council()
    leaver, colleague = (make_actor(council.organisation, Role.ASSEMBLY_CLERK) for _ in range(2))
    dropped = make_intake(council, by=leaver)
    drop_intake(dropped, reason="Doublon.", by=leaver, at=AT)
    waiting = make_intake(council, by=leaver)
    assert [item.id for item in held_by(leaver.user, council.organisation)] == [waiting.pk]
    assert held_by(leaver.user, make_council().organisation) == []
    hand_over_intakes([waiting.pk, dropped.pk], colleague.user, colleague)
    assert [item.id for item in held_by(colleague.user, council.organisation)] == [waiting.pk]
    assert JournalEntry.objects.filter(verb="intake.handed_over").count() == 1


def test_the_intakes_of_another_organisation_are_not_handed_over():
    theirs = make_intake()
    stranger = make_actor(make_council().organisation, Role.ASSEMBLY_CLERK)
    hand_over_intakes([theirs.pk], stranger.user, stranger)
    theirs.refresh_from_db()
    assert theirs.held_by_id == CLERK.user_id


def test_the_same_text_sent_twice_is_one_intake():
    council = make_council()
    assert make_intake(council) == make_intake(council)
    assert Intake.objects.count() == 1
