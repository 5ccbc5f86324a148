"""The journal: who did what, for whom, and what it changed."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "beffroi.core.journal"
    label = "journal"
    verbose_name = "journal"
