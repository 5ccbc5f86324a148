"""Django's own commands, on the settings of production unless others are named."""

import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

NOT_CONFIGURED = 1


def main(argv: Sequence[str]) -> int:
    """Run a management command; say in one line what the configuration lacks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings.production")
    try:
        execute_from_command_line(["beffroi", *argv])
    except ImproperlyConfigured as error:
        print(f"beffroi : {error}", file=sys.stderr)
        return NOT_CONFIGURED
    return 0
