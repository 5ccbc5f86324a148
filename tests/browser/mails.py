"""The pages of mails and calendar: nothing opened, an address opened, a choice refused, a link that stops."""

from django.utils import timezone

from beffroi.core.journal.authors import PlainAuthor
from beffroi.organisations.models import User
from beffroi.workspace.actions import open_calendar
from beffroi.workspace.mails.unsubscribe import unsubscribe_link
from beffroi.workspace.models import CalendarAddress, MailChoice
from browser.accounts import SOMEONE
from browser.personas import LEAD
from browser.sample import ERRORS, Sample, sends


def _somebody() -> User:
    return User.objects.get(email=SOMEONE)


def _nothing() -> dict[str, object]:
    CalendarAddress.objects.all().delete()
    MailChoice.objects.all().delete()
    return {}


def _opened() -> dict[str, object]:
    user = _somebody()
    open_calendar(user, by=PlainAuthor(user.pk, str(user)), at=timezone.now())
    return {}


def _token() -> dict[str, object]:
    return {"token": unsubscribe_link(_somebody()).rstrip("/").rpartition("/")[2]}


def _no_rhythm(page) -> None:
    page.locator("[name=rhythm] option").first.evaluate(
        "one => { one.value = 'toujours'; one.selected = true }"
    )
    sends("Enregistrer")(page)


MAIL_PAGES: dict[str, list[Sample]] = {
    "workspace:mails": [
        Sample("mails, no calendar", persona=SOMEONE, ready=_nothing),
        Sample("mails of a character", persona=LEAD, ready=_nothing),
        Sample("mails with a calendar", persona=SOMEONE, ready=_opened, shows="#adresse"),
        Sample("mails, no such rhythm", persona=SOMEONE, then=_no_rhythm, shows=ERRORS),
    ],
    "workspace:unsubscribe": [
        Sample("no more mails", ready=_token),
        Sample("no more mails, done", ready=_token, then=sends("Ne plus le recevoir")),
        Sample("no more mails, wrong link", kwargs={"token": "rien"}, statuses=(404,)),
    ],
}
# Forms, and the calendar that programs read: their tests are in tests/workspace.
MAIL_POSTS = frozenset({"workspace:calendar_open", "workspace:calendar_close", "workspace:feed"})
