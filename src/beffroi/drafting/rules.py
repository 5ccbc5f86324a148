"""What a text may hold, and how two edits meet: plain values, no table, no clock."""

import re
from collections.abc import Sequence
from dataclasses import replace

from beffroi.core.errors import RuleViolation
from beffroi.drafting.facts import Section
from beffroi.drafting.markdown import is_too_deep
from beffroi.law.french import french_number

MOST_SECTIONS = 60
MOST_IN_A_SECTION = 50_000
MOST_IN_A_TEXT = 400_000
LONGEST_TITLE = 200

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
# What a word processor pastes for a line or page break.
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")


class EditConflict(RuleViolation):
    """The same section was changed by somebody else meanwhile: both texts are told, none is written.

    `theirs` is None when the section was removed.
    """

    def __init__(self, *, mine: Section, theirs: Section | None, base: Section) -> None:
        gone = "a été retirée" if theirs is None else "a été modifiée"
        super().__init__(
            f"La section « {base.title} » {gone} pendant que vous l’écriviez : rien n’est encore enregistré."
        )
        self.mine = mine
        self.theirs = theirs
        self.base = base


def tidy(body: str) -> str:
    """Give a text one way to end its lines, without trailing spaces nor invisible signs."""
    lines = _INVISIBLE.sub("", _BREAKS.sub("\n", body)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def checked(sections: Sequence[Section], known: Sequence[Section] = ()) -> tuple[Section, ...]:
    """Give the sections tidied; refuse what a text may not hold. Those `known` were checked before.

    Raises: RuleViolation.
    """
    found = tuple(Section(one.key, " ".join(tidy(one.title).split()), tidy(one.body)) for one in sections)
    if not found:
        raise RuleViolation("Un texte a au moins une section.")
    if len(found) > MOST_SECTIONS:
        raise RuleViolation(f"Un texte a {MOST_SECTIONS} sections au plus.")
    if len({one.key for one in found}) != len(found):
        raise RuleViolation("Deux sections ont la même clé.")
    for one in found:
        if one not in known:
            _check_section(one)
    if sum(len(one.body) for one in found) > MOST_IN_A_TEXT:
        raise RuleViolation(f"Le texte entier dépasse {french_number(MOST_IN_A_TEXT)} caractères.")
    return found


def _check_section(section: Section) -> None:
    if not _KEY.fullmatch(section.key):
        raise RuleViolation("La clé d’une section s’écrit en minuscules, chiffres et tirets.")
    if not section.title:
        raise RuleViolation("Une section a un titre.")
    if len(section.title) > LONGEST_TITLE:
        raise RuleViolation(f"Le titre d’une section a {LONGEST_TITLE} caractères au plus.")
    if len(section.body) > MOST_IN_A_SECTION:
        raise RuleViolation(
            f"La section « {section.title} » a {french_number(len(section.body))} caractères : "
            f"une section en a {french_number(MOST_IN_A_SECTION)} au plus. Partagez-la en plusieurs."
        )
    if is_too_deep(section.body):
        raise RuleViolation(
            f"La section « {section.title} » imbrique des listes trop profondément : cinq niveaux suffisent."
        )
    try:
        f"{section.title}{section.body}".encode()
    except UnicodeEncodeError as error:
        raise RuleViolation("Le texte contient un caractère illisible.") from error


def part_of(sections: Sequence[Section], key: str) -> Section | None:
    """The section of that key; None when there is none."""
    return next((one for one in sections if one.key == key), None)


def with_body(base: Sequence[Section], latest: Sequence[Section], key: str, body: str) -> tuple[Section, ...]:
    """Put the new body of a section, read in `base`, on top of the latest sections.

    What others did to other sections stays. Raises: EditConflict when they changed this one; RuleViolation.
    """
    read, now = part_of(base, key), part_of(latest, key)
    if read is None:
        raise RuleViolation("Cette section n’existe pas dans la version que vous avez lue.")
    mine = replace(read, body=tidy(body))
    if now is None:
        raise EditConflict(mine=mine, theirs=None, base=read)
    if mine.body in (read.body, now.body):
        return tuple(latest)
    if now.body != read.body:
        raise EditConflict(mine=mine, theirs=now, base=read)
    return tuple(replace(one, body=mine.body) if one.key == key else one for one in latest)


def free_key(sections: Sequence[Section], number: int) -> str:
    """Give a section added in a version a key that no other has, nor had. Example: ajout-4."""
    taken = {one.key for one in sections}
    key = f"ajout-{number}"
    while key in taken:
        key += "x"
    return key
