"""What the tests of the pages share: who is signed in, addresses, the state that a form carries."""

import re
from typing import Any

from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import (
    Contract,
    StrategicFrame,
)
from contracts.views.conftest import as_actor
from contracts.writing.factories import add_axis, make_frame, writer_of

HIDDEN = re.compile(r'<input type="hidden" name="base" value="([0-9a-f]+)"')


def address(contract: Contract, name: str, *more: Any) -> str:
    return reverse(f"contracts:{name}", args=[contract.slug, *more])


def both(contract: Contract) -> tuple[Any, Any]:
    """A writer of each party, signed in."""
    return tuple(as_actor(writer_of(contract, side)) for side in (Side.EPCI, Side.DEPARTEMENT))


def opened(browser: Any, url: str) -> str:
    """The state that a form was opened on."""
    found = HIDDEN.search(browser.get(url).content.decode())
    assert found
    return found[1]


def text_of(response: Any) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def crossed(contract: Contract) -> tuple[int, int, StrategicFrame]:
    """An ambition and an axis of a draft that may be crossed, and the other party's frame."""
    mine, theirs = make_frame(contract, Side.DEPARTEMENT), make_frame(contract, Side.EPCI, "Rapprocher")
    contract.frames.set([mine, theirs])
    return mine.ambitions.all()[0].pk, add_axis(contract).pk, theirs
