"""What the tests of amendments in force share."""

import pytest

from beffroi.contracts.models import Contract
from operations.in_force.amended import AFTER, make_contract


@pytest.fixture
def contract() -> Contract:
    return make_contract()


@pytest.fixture
def _paris_day(monkeypatch):
    """Let it be the day of effect for the pages that ask what day it is."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: AFTER)
