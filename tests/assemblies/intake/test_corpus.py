"""The invented acts of the reader's corpus: each goes as far as it can, without a crash."""

from pathlib import Path

import pytest

from assemblies.factories import CLERK, make_organisation, owner_kind
from assemblies.intake.factories import AT, answer_every_name, make_council, make_intake
from beffroi.assemblies.actions.intakes import confirm_intake, correct_intake
from beffroi.assemblies.intake.blockers import prepare
from beffroi.core.errors import RuleViolation
from beffroi.law import AssemblyKind
from beffroi.reader import read_file

ACTS = Path(__file__).resolve().parents[2] / "reader" / "acts"
# The later ones are kept to measure the reader on texts that nobody has seen.
SEEN = sorted(path for path in ACTS.iterdir() if path.suffix != ".json" and path.name < "39")

pytestmark = pytest.mark.django_db


def council_for(reading):
    kind = reading.sitting.kind or AssemblyKind.COMMUNE
    name = reading.sitting.assembly.value if reading.sitting.assembly else "Conseil"
    population = 2000 if kind is AssemblyKind.COMMUNE else None
    return make_council(
        make_organisation(name=name, kind=owner_kind(kind)), kind=kind, name=name[:200], population=population
    )


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.name[:30])
def test_an_act_of_the_corpus_is_confirmed_or_says_what_blocks(path):
    reading = read_file(path.read_bytes(), filename=path.name)
    intake = make_intake(council_for(reading), "\n".join(reading.lines))
    intake = answer_every_name(intake)
    acts = [
        {
            **act,
            "title": act["title"] or "Objet",
            "vote": {**act["vote"], "outcome": act["vote"]["outcome"] or "adopted"},
        }
        for act in intake.corrected["deliberations"]
    ]
    told = {**intake.corrected, "deliberations": acts}
    intake = correct_intake(intake, told, {}, version=intake.version, by=CLERK)
    blockers = prepare(intake).blockers
    if blockers:
        assert all(one.sentence.endswith(".") and one.mend.href for one in blockers)
        with pytest.raises(RuleViolation):
            confirm_intake(intake, version=intake.version, by=CLERK, at=AT)
        return
    sitting = confirm_intake(intake, version=intake.version, by=CLERK, at=AT)
    assert sitting.deliberations.count() == len(acts)
    assert sitting.attendances.count() == sum(
        len(intake.corrected[one]) for one in ("present", "proxies", "absent")
    )
