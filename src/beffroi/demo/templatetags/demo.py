"""What the banner shows."""

from django import template
from django.conf import settings

from beffroi.demo.people import told_personas

register = template.Library()


@register.simple_tag
def demo_personas() -> list[tuple[int, str, str]]:
    """Give the personas that may be played; none where the demonstration is off."""
    return told_personas() if settings.DEMO_MODE else []


@register.simple_tag
def demo_is_on() -> bool:
    """Whether this is a demonstration."""
    return bool(settings.DEMO_MODE)
