"""What `beffroi check` says of the key that signs."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from beffroi.core.seals.keys import trusted


def check_key(**_kwargs: Any) -> list[CheckMessage]:
    """Make sure that the key can be read; one that is still to be made is not made here."""
    to_be_made = settings.SEAL_KEY_IS_MADE and not settings.SEAL_KEY
    if to_be_made and not Path(settings.SEAL_KEY_FILE).exists():
        return []
    try:
        trusted()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="seals.E001")]
    return []
