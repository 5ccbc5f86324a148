"""An aid and the versions of its rules: kept, corrected, ended; what was used keeps what it says."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.text import slugify

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import Changes, changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.law.french import french_date
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind
from beffroi.schemes.facts import NewScheme, stored, told
from beffroi.schemes.models import Scheme, SchemeRules
from beffroi.schemes.rules import RuleFacts, period_of

CHANGED = ("name", "summary", "funder_name")


@transaction.atomic
def create_scheme(organisation: Organisation, facts: NewScheme, *, by: Author) -> Scheme:
    """Keep an aid of a département, without rules yet.

    Raises: RuleViolation.
    """
    if organisation.kind != OrganisationKind.DEPARTEMENT:
        raise RuleViolation("Les aides sont tenues par un Département.")
    if facts.is_fictitious != organisation.is_fictitious:
        raise RuleViolation("Un territoire fictif n’a que des données de démonstration ; un autre, aucune.")
    scheme = Scheme(
        organisation=organisation,
        slug=facts.slug or _free_slug(organisation, facts.name),
        name=facts.name,
        kind=facts.kind,
        summary=facts.summary,
        funder_name=facts.funder_name,
        is_fictitious=facts.is_fictitious,
        line=facts.line,
        source_key=facts.source_key,
    )
    save_checked(scheme)
    record("scheme.created", scheme, by=by, note=str(organisation))
    return scheme


@transaction.atomic
def change_scheme(scheme: Scheme, *, name: str, summary: str, funder_name: str, by: Author) -> Scheme:
    """Change how an aid is called and told; its rules are changed apart.

    Raises: RuleViolation.
    """
    held = _lock(scheme)
    before = {field: getattr(held, field) for field in CHANGED}
    after = {"name": name, "summary": summary, "funder_name": funder_name}
    if changes := changes_between(before, after):
        for field, value in after.items():
            setattr(held, field, value)
        save_checked(held)
        record("scheme.changed", held, by=by, changes=changes)
    return held


@transaction.atomic
def add_rules(scheme: Scheme, facts: RuleFacts, *, by: Author) -> SchemeRules:
    """Add a version of the rules; one still open that began before ends the day before.

    Raises: RuleViolation.
    """
    held = _lock(scheme)
    open_one = held.rules.filter(in_force_until=None, in_force_from__lt=facts.in_force_from).first()
    if open_one is not None:
        _end(open_one, facts.in_force_from - timedelta(days=1), by=by)
    rules = SchemeRules(scheme=held, **stored(facts))
    _refuse_overlap(rules)
    save_checked(rules)
    record("scheme.rules_added", held, by=by, changes=changes_between({}, told(rules)))
    return rules


@transaction.atomic
def change_rules(rules: SchemeRules, facts: RuleFacts, on: date, *, by: Author) -> SchemeRules:
    """Correct a version that nothing has used, and that is not past on that day.

    Raises: RuleViolation.
    """
    scheme, held = _lock_rules(rules)
    if refusal := why_frozen(held, on):
        raise RuleViolation(refusal)
    before = told(held)
    for name, value in stored(facts).items():
        setattr(held, name, value)
    _refuse_overlap(held)
    save_checked(held)
    if changes := changes_between(before, told(held)):
        record("scheme.rules_changed", scheme, by=by, changes=changes)
    return held


@transaction.atomic
def end_rules(rules: SchemeRules, until: date, on: date, *, by: Author) -> SchemeRules:
    """Set the last day of a version that is not past on that day, used or not.

    Raises: RuleViolation.
    """
    _, held = _lock_rules(rules)
    if held.is_past(on):
        raise RuleViolation(PAST)
    _end(held, until, by=by)
    return held


@transaction.atomic
def mark_used(rules: SchemeRules, on: date) -> SchemeRules:
    """Remember that an examination made on that day stands on this version: it keeps what it says.

    The journal entry is that of the examination itself.
    Raises: RuleViolation.
    """
    _, held = _lock_rules(rules)
    if not held.holds_on(on):
        raise RuleViolation(f"Ces règles ne sont pas en vigueur le {french_date(on)}.")
    if held.used_on is None or held.used_on < on:
        held.used_on = on
        save_checked(held)
    return held


PAST = "Cette version est passée : elle ne change plus."
USED = "Un examen s’appuie sur cette version : ce qu’elle dit ne change plus. Ajoutez une nouvelle version."


def why_frozen(rules: SchemeRules, on: date) -> str:
    """Say why what a version says can no longer be corrected; nothing when it can."""
    if rules.is_past(on):
        return PAST
    return USED if rules.used_on else ""


def _lock(scheme: Scheme) -> Scheme:
    """Read the aid again under a lock: two versions cannot be added at once."""
    return Scheme.objects.select_for_update().get(pk=scheme.pk)


def _lock_rules(rules: SchemeRules) -> tuple[Scheme, SchemeRules]:
    """Lock the aid, then the version: always in this order."""
    scheme = Scheme.objects.select_for_update().get(pk=rules.scheme_id)
    return scheme, SchemeRules.objects.select_for_update().get(pk=rules.pk)


def _end(rules: SchemeRules, until: date, *, by: Author) -> None:
    if rules.used_on and until < rules.used_on:
        raise RuleViolation(
            f"Un examen du {french_date(rules.used_on)} s’appuie sur cette version : "
            "elle ne peut pas finir avant."
        )
    before, rules.in_force_until = rules.in_force_until, until
    _refuse_overlap(rules)
    save_checked(rules)
    changes: Changes = {"in_force_until": [before, until]}
    record("scheme.rules_ended", rules.scheme, by=by, changes=changes)


def _refuse_overlap(rules: SchemeRules) -> None:
    others = SchemeRules.objects.filter(scheme_id=rules.scheme_id).exclude(pk=rules.pk)
    found = others.overlapping(rules.in_force_from, rules.in_force_until).first()
    if found is not None:
        period = period_of(found.in_force_from, found.in_force_until)
        raise RuleViolation(f"Ces dates recouvrent une autre version, {period}.")


def _free_slug(organisation: Organisation, name: str) -> str:
    """Make a name for addresses that no other aid of the organisation has."""
    wanted = slugify(name)[:70] or "aide"
    taken = set(Scheme.objects.of(organisation).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
