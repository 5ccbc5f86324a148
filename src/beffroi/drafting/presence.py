"""Who has a text open now."""

from dataclasses import dataclass
from datetime import datetime

from beffroi.drafting.actions.presence import FRESH
from beffroi.drafting.models import Presence, Text, Version
from beffroi.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is there, and the title of the section they write, if any."""

    name: str
    organisation: str
    writes: str


def here_now(text: Text, latest: Version, at: datetime, *, but: Actor) -> list[Present]:
    """Those who gave a sign in the last minutes, save who is asking."""
    titles = {one.key: one.title for one in latest.parts}
    found = Presence.objects.filter(text=text, at__gt=at - FRESH)
    found = found.exclude(user_id=but.user_id, organisation_id=but.organisation_id)
    return [Present(one.user_label, one.organisation_label, titles.get(one.section_key, "")) for one in found]
