"""Who is named in a reading, and how a written name parts into a surname and a first name."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

# The lists whose names are those of the sitting; the other names point at one of them.
LISTS = (("present", "présent"), ("absent", "absent"))
VOTES = (
    ("against_names", "vote contre"),
    ("abstain_names", "abstention"),
    ("recused_names", "ne prend pas part au vote"),
)


def listed_names(corrected: Json) -> Iterator[tuple[str, str]]:
    """Each line of the attendance sheet: the name and what it is there."""
    yield from ((name, "présent") for name in corrected["present"])
    yield from ((pair["giver"], "représenté") for pair in corrected["proxies"])
    yield from ((name, "absent") for name in corrected["absent"])


def other_names(corrected: Json) -> Iterator[tuple[str, str]]:
    """Each name outside the attendance sheet: officers, holders, the replaced, who moves, named votes."""
    if corrected.get("chair"):
        yield corrected["chair"], "préside"
    if corrected.get("secretary"):
        yield corrected["secretary"], "secrétaire"
    yield from ((pair["holder"], "porte une procuration") for pair in corrected["proxies"])
    for pair in corrected["substitutes"]:
        yield pair["sitting"], "suppléant"
        yield pair["for"], "suppléé"
    yield from ((one["name"], "arrive ou part") for one in corrected["movements"])
    for act in corrected["deliberations"]:
        for key, use in VOTES:
            yield from ((name, use) for name in act["vote"][key])


def surname_and_first(name: str) -> tuple[str, str]:
    """Part a name: the words in capitals are the surname, wherever they stand; without any, the last word.

    Example: DE WAILLY Jean-Luc → DE WAILLY, Jean-Luc · Jean Dupont → Dupont, Jean.
    """
    words = name.split()
    capitals = [word for word in words if word.isupper() and len(word.strip(".")) > 1]
    if capitals and len(capitals) < len(words):
        return " ".join(capitals), " ".join(word for word in words if word not in capitals)
    if capitals:
        return " ".join(words[:1]), " ".join(words[1:])
    return " ".join(words[-1:]), " ".join(words[:-1])
