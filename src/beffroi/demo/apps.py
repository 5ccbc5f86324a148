"""The demonstration: invented people that anyone may play."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "beffroi.demo"
    label = "demo"
    verbose_name = "démonstration"
