"""Organisations, the people who act for them, and what they may do."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "beffroi.organisations"
    label = "organisations"
    verbose_name = "organisations"
