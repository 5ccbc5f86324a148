"""The public register's index: what is shown of published acts, rebuilt from the sealed ones."""

from datetime import date

from django.db import models

from beffroi.assemblies.kinds import ActState
from beffroi.assemblies.models.assembly import Assembly
from beffroi.assemblies.models.deliberation import Deliberation
from beffroi.core.search import WordsMatch, asked_words
from beffroi.core.ui.parts import StateKind

_KINDS: dict[ActState, StateKind] = {
    ActState.DRAFT: "next",
    ActState.ADOPTED: "next",
    ActState.RECEIVED: "next",
    ActState.ENFORCEABLE: "done",
    ActState.SUSPENDED: "stuck",
    ActState.WITHDRAWN: "no",
    ActState.REPEALED: "no",
    ActState.ANNULLED: "no",
    ActState.REJECTED: "no",
}


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    def matching(self, typed: str, *, many: bool = False, first: int = 0) -> "RegisterEntryQuerySet":
        """Those that hold every word typed, whole or begun; without a word, all of them.

        `many` says that they are known to be many: the answer is the same, sooner. `first` is enough of them,
        to count up to there the acts that nothing else narrows.
        """
        words = asked_words(typed)
        return self.filter(WordsMatch(words, many=many, first=first)) if words else self

    def held_in(self, year: int) -> "RegisterEntryQuerySet":
        """Those of the sittings of a year."""
        return self.filter(held_on__gte=date(year, 1, 1), held_on__lte=date(year, 12, 31))


class RegisterEntry(models.Model):
    """One published act as the list and the search see it; it proves nothing and may be rebuilt."""

    deliberation = models.OneToOneField(Deliberation, on_delete=models.PROTECT, related_name="entry")
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField("séance du")
    number = models.CharField("numéro", max_length=40, blank=True)
    title = models.CharField("objet", max_length=499)
    subject_code = models.CharField("matière", max_length=5, blank=True)
    effect = models.CharField("portée", max_length=20)
    outcome = models.CharField("résultat", max_length=20)
    state = models.CharField("état", max_length=20, choices=ActState.choices)
    published_on = models.DateField("publié le")
    search_text = models.TextField(editable=False)

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée du registre public"
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="entry_by_date"),
            models.Index(fields=["assembly", "-held_on", "-id"], name="entry_by_assembly"),
            models.Index(fields=["subject_code", "-held_on", "-id"], name="entry_by_subject"),
            models.Index(fields=["state", "-held_on", "-id"], name="entry_by_state"),
            models.Index(fields=["effect", "-held_on", "-id"], name="entry_by_effect"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def state_kind(self) -> StateKind:
        """The icon of its state."""
        return _KINDS[ActState(self.state)]

    @property
    def state_word(self) -> str:
        """The word of its state, alone on its line."""
        return ActState(self.state).label.capitalize()
