"""The two demonstration spaces: one real, from its document; one invented."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "beffroi.demo"
    label = "demo"
    verbose_name = "démonstration"
