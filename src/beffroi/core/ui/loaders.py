"""Loads templates with the spaces that French wants, so that nobody types them by hand."""

import re

from django.template import Origin
from django.template.loaders import app_directories

from beffroi.law.french import typeset

# Markup and template tags are set aside, so that only what is read changes; each counts as one letter.
_TOKENS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(?:\{%.*?%\}|\{\{.*?\}\}|[^>])*>", re.DOTALL)
_MARK = "\ue000"


def typeset_template(source: str) -> str:
    """Put no-break spaces in the sentences of a template, and nowhere else.

    Example: « <b>Quorum</b> : {{ rate }} % » gets a narrow space before the colon and the percent sign.
    """
    tokens = _TOKENS.findall(source)
    text = typeset(_TOKENS.sub(_MARK, source))
    return re.sub(_MARK, lambda _: tokens.pop(0), text)


class FrenchLoader(app_directories.Loader):
    """Django's loader of the apps' templates, typeset once when a template is compiled."""

    def get_contents(self, origin: Origin) -> str:
        """Read a template; what is not a page stays as it is."""
        source = super().get_contents(origin)
        return typeset_template(source) if origin.name.endswith(".html") else source
