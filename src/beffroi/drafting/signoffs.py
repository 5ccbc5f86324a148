"""Where the agreements to a text stand, and what they wait for."""

from dataclasses import dataclass

from django.urls import reverse

from beffroi.core.ui.parts import Blocker, Link
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import SignOff, Text, Version
from beffroi.organisations.models import Organisation

RULE = "Accord de chaque organisation sur la même version"


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation whose agreement is asked, and that which it gave to the latest version, or None."""

    organisation: Organisation
    signoff: SignOff | None


def latest_of(text: Text) -> Version:
    """The last version of a text; there is always one."""
    return Version.objects.filter(text=text).order_by("-number")[:1].get()


def signers_of(text: Text) -> list[Organisation]:
    """The organisations whose agreement is asked, in the order in which they were named."""
    rows = text.access.all()
    return list({one.organisation_id: one.organisation for one in rows if one.level == Level.SIGN}.values())


def standing(text: Text, latest: Version | None = None) -> tuple[Standing, ...]:
    """Tell, for each organisation whose agreement is asked, whether it stands on the latest version."""
    version = latest or latest_of(text)
    given = {
        one.organisation_id: one
        for one in SignOff.objects.standing().filter(text=text, version=version, sha256=version.sha256)
    }
    return tuple(Standing(one, given.get(one.pk)) for one in signers_of(text))


def is_agreed(text: Text, latest: Version | None = None) -> bool:
    """Whether every organisation that is asked agreed to the latest version; one at least is asked."""
    found = standing(text, latest)
    return bool(found) and all(one.signoff for one in found)


def blockers_for_freeze(text: Text, latest: Version | None = None) -> list[Blocker]:
    """Name what keeps a text from being frozen: each organisation that has not agreed to what stands."""
    mend = Link(reverse("drafting:text", args=[text.pk]) + "#accords", "Voir les accords")
    if text.is_frozen:
        return [Blocker("Le texte est déjà figé.", RULE, mend)]
    found = standing(text, latest)
    if not found:
        return [Blocker("Personne n’est encore désigné pour donner son accord au texte.", RULE, mend)]
    return [
        Blocker(
            f"« {one.organisation.short_name} » n’a pas donné son accord à la dernière version.", RULE, mend
        )
        for one in found
        if one.signoff is None
    ]
