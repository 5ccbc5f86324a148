"""Questions to the schemes and to their rules."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind
from beffroi.schemes.kinds import SchemeKind

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor
    from beffroi.schemes.models import Scheme, SchemeRules  # noqa: F401  the type of the rows


class SchemeQuerySet(models.QuerySet["Scheme"]):
    """Aids."""

    def of(self, organisation: Organisation) -> "SchemeQuerySet":
        """Those that this organisation keeps."""
        return self.filter(organisation=organisation)

    def ordinary(self) -> "SchemeQuerySet":
        """The usual aids, examined before any fund."""
        return self.filter(kind=SchemeKind.ORDINARY)

    def funds(self) -> "SchemeQuerySet":
        """The funds."""
        return self.filter(kind=SchemeKind.FUND)

    def in_force(self, on: date) -> "SchemeQuerySet":
        """Those that have rules that day; a scheme whose rules are not known is not among them."""
        still = Q(rules__in_force_until__isnull=True) | Q(rules__in_force_until__gte=on)
        # One join: versions never overlap, so that a scheme is found once.
        return self.filter(still, rules__in_force_from__lte=on)

    def with_rules(self) -> "SchemeQuerySet":
        """Read at once who keeps each, and its rules over time."""
        return self.select_related("organisation").defer("organisation__logo").prefetch_related("rules")

    def of_territory(self, actor: "Actor") -> "SchemeQuerySet":
        """Those of the département where the organisation of this person is, in the same space."""
        own = actor.organisation
        if not own.departement_code:
            return self.of(own)
        return self.filter(
            organisation__kind=OrganisationKind.DEPARTEMENT,
            organisation__departement_code=own.departement_code,
            organisation__is_fictitious=own.is_fictitious,
        )

    def visible_to(self, actor: "Actor") -> "SchemeQuerySet":
        """Those that the organisation of this person keeps; the others are read as eligibility."""
        return self.of(actor.organisation)


class RulesQuerySet(models.QuerySet["SchemeRules"]):
    """Versions of rules."""

    def in_force(self, on: date) -> "RulesQuerySet":
        """Those that hold that day."""
        return self.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gte=on), in_force_from__lte=on)

    def overlapping(self, starts_on: date, ends_on: date | None) -> "RulesQuerySet":
        """Those that hold on one day at least of a period, without end when it has none."""
        found = self.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gte=starts_on))
        return found.filter(in_force_from__lte=ends_on) if ends_on else found
