"""`beffroi demonstration`: load the two spaces, real and invented; a second time, nothing changes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from beffroi.contracts.models import Contract
from beffroi.demo.operations import load_operations
from beffroi.demo.people import load_people
from beffroi.demo.spaces import load_fictitious_space, load_real_space


class Command(BaseCommand):
    help = "Charger les deux espaces de la démonstration : l’un d’après le document, l’autre fictif."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load who can be played and both spaces, and say where to see them."""
        at = timezone.now()
        before = Contract.objects.count()
        load_people()
        contracts = (load_real_space(at=at), load_fictitious_space(at=at))
        load_operations(contracts[-1], at=at)
        for one in contracts:
            space = "territoire fictif" if one.is_fictitious else "d’après le document"
            self.stdout.write(f"{one}, {space} : {reverse('contracts:contract', args=[one.slug])}")
        if Contract.objects.count() == before:
            self.stdout.write("Déjà chargés : rien n’a changé.")
