"""An organisation agrees to the latest version of a text."""

from datetime import datetime

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.drafting.actions.versions import author_of, lock_open
from beffroi.drafting.events import text_signed
from beffroi.drafting.models import SignOff, Text
from beffroi.drafting.signoffs import signers_of


@transaction.atomic
def sign_off(text: Text, number: int, *, by: Author, at: datetime) -> SignOff:
    """Record that the author's organisation agrees to the version shown, which is still the latest.

    Raises: RuleViolation.
    """
    held, latest = lock_open(text)
    if number != latest.number:
        raise RuleViolation(
            f"La version {number} que vous avez lue n’est plus la dernière : {latest.told_author} "
            f"a enregistré la version {latest.number}. Relisez-la avant de donner votre accord."
        )
    organisation = next((one for one in signers_of(held) if one.pk == by.organisation_id), None)
    if organisation is None:
        raise RuleViolation("L’accord de votre organisation n’est pas demandé sur ce texte.")
    signoff = SignOff(
        text=held,
        version=latest,
        sha256=latest.sha256,
        at=at,
        **author_of(by),
    )
    save_checked(signoff)
    record("text.signed", held, by=by, note=f"{latest}, empreinte {latest.sha256[:12]}")
    text_signed.send(sender=Text, text=held, version=latest, organisation=organisation, by=by, at=at)
    return signoff
