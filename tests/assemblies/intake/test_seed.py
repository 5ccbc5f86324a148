"""The real act: from its text to the register."""

import pytest

from assemblies.factories import CLERK, make_organisation
from assemblies.intake.factories import AT, answer_every_name, make_council, make_intake
from beffroi.assemblies.actions.intakes import confirm_intake, correct_intake
from beffroi.assemblies.actions.members import add_member
from beffroi.assemblies.intake.blockers import prepare
from beffroi.assemblies.intake.matching import Standing
from beffroi.assemblies.kinds import Presence
from beffroi.core.errors import RuleViolation
from beffroi.law import AssemblyKind

pytestmark = pytest.mark.django_db
AGGLO = "Communauté d’agglomération de Béthune-Bruay, Artois-Lys Romane"


@pytest.fixture
def council():
    return make_council(make_organisation(name=AGGLO), name="Conseil communautaire")


def test_the_real_act_goes_into_the_register_after_one_correction(council, seed_text):
    intake = make_intake(council, seed_text)
    assert intake.reading["computed"]["quorum"] == 77
    matches = prepare(intake).matches
    asked = [one.name for one in matches if one.standing is Standing.ASKED]
    assert asked == ["LECOMTE Maurice", "OPIGEZ Dorothée"]
    intake = answer_every_name(intake, **{"OPIGEZ Dorothée": "s:OPIGEZ Dorothee"})
    (blocker,) = prepare(intake).blockers
    assert blocker.sentence == "L’acte ne dit pas s’il est adopté : indiquez le résultat."
    act = intake.corrected["deliberations"][0]
    told = {**intake.corrected, "deliberations": [{**act, "vote": {**act["vote"], "outcome": "adopted"}}]}
    intake = correct_intake(intake, told, {}, version=intake.version, by=CLERK)
    sitting = confirm_intake(intake, version=intake.version, by=CLERK, at=AT)
    roll = [one.presence for one in sitting.attendances.all()]
    assert (len(roll), roll.count(Presence.PRESENT), roll.count(Presence.REPRESENTED)) == (152, 102, 23)
    assert len(roll) // 2 + 1 == 77
    (recorded,) = sitting.deliberations.all()
    assert recorded.opinions.count() == 5
    assert recorded.opinions.filter(is_favourable=True).count() == 5
    assert [one.verb for one in recorded.decisions.all()] == ["APPROUVE", "AUTORISE", "INFORME"]
    assert recorded.full_text == intake.text
    assert council.members.count() == 152
    assert sitting.secretary.surname == "OPIGEZ"
    assert {"LECONTE", "LECOMTE"} <= set(council.members.values_list("surname", flat=True))


def test_the_real_act_is_refused_for_a_town_of_the_same_name(seed_text):
    organisation = make_organisation(name="Commune de Béthune", kind="commune")
    town = make_council(
        organisation, kind=AssemblyKind.COMMUNE, name="Conseil municipal de Béthune", population=25000
    )
    with pytest.raises(RuleViolation, match="votre assemblée est « Conseil municipal de Béthune »"):
        make_intake(town, seed_text)


def test_of_152_members_known_only_the_near_ones_are_asked(council, seed_text):
    intake = make_intake(council, seed_text)
    for match in prepare(intake).matches:
        surname, _, first_name = match.name.rpartition(" ")
        if match.name not in {"LECOMTE Maurice", "OPIGEZ Dorothee"}:
            add_member(council, surname=surname, first_name=first_name, by=CLERK)
    matches = prepare(intake).matches
    assert [one.name for one in matches if one.standing is not Standing.RECOGNISED] == [
        "LECOMTE Maurice",
        "OPIGEZ Dorothee",
    ]
