"""Acts enter the register by their seals: the sitting first, the act, then what happens to it."""

import pytest

from assemblies.factories import make_deliberation, make_published, make_sealed, make_sitting
from beffroi.core.seals.models import Seal

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Seal.objects.order_by("position").values_list("kind", flat=True))


def test_the_sitting_is_sealed_before_its_first_act():
    make_sealed()
    assert kinds() == ["sitting", "deliberation"]


def test_the_sitting_is_sealed_once_for_all_its_acts():
    sitting = make_sitting()
    for _ in range(3):
        make_sealed(sitting)
    assert kinds() == ["sitting", "deliberation", "deliberation", "deliberation"]


def test_what_happens_later_is_sealed_in_the_same_chain():
    deliberation = make_published()
    assert kinds() == ["sitting", "deliberation", "event", "event"]
    assert deliberation.entry.published_on.isoformat() == "2024-03-15"


def test_a_draft_has_no_seal():
    make_deliberation()
    assert kinds() == []
