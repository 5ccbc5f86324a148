"""Questions about sets of communes and EPCI."""

from typing import Any, Self

from django.db import models

from beffroi.core.text import fold


def all_words(words: str) -> models.Q:
    """Every word typed stands somewhere in the folded text; nothing typed excludes nothing."""
    wanted = models.Q()
    for word in fold(words).split():
        wanted &= models.Q(search_text__contains=word)
    return wanted


def nearness(words: str) -> models.Case:
    """Rank what is found: the very name first, then what begins with it, then the rest."""
    folded = fold(words)
    return models.Case(
        models.When(search_text__startswith=f"{folded} ", then=0),
        models.When(search_text__startswith=folded, then=1),
        default=2,
        output_field=models.SmallIntegerField(),
    )


class EpciQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Those that the last loaded source names."""
        return self.filter(is_current=True)

    def matching(self, words: str) -> Self:
        """Those whose name, kind or SIREN holds every word, whatever the accents."""
        return self.filter(all_words(words))


class CommuneQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Those that exist today: neither merged into another nor gone from the source."""
        return self.filter(is_current=True)

    def ended(self) -> Self:
        """Those that exist no more."""
        return self.filter(is_current=False)

    def of_epci(self, siren: str) -> Self:
        """The members of an EPCI."""
        return self.filter(epci__siren=siren)

    def of_departement(self, code: str) -> Self:
        """Those of a département, by its code: 62, 2A, 971."""
        return self.filter(departement__code=code)

    def matching(self, words: str) -> Self:
        """Those whose name, former name or code holds every word, whatever the accents."""
        return self.filter(all_words(words))

    def located(self) -> Self:
        """Those whose position is known."""
        return self.filter(longitude__isnull=False, latitude__isnull=False)

    def outlined(self) -> Self:
        """Those whose outline is loaded."""
        return self.filter(contour__isnull=False)
