"""The interface kit: base templates, components, static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "beffroi.core.ui"
    label = "ui"
    verbose_name = "interface"
