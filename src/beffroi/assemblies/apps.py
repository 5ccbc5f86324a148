"""Assemblies, their sittings, their acts and the register."""

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "beffroi.assemblies"
    label = "assemblies"
    verbose_name = "assemblées et actes"
