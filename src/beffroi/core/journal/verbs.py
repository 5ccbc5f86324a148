"""What can be done, each code with the French words that tell it; contexts fill the list when they start."""

from collections.abc import Mapping

_VERBS: dict[str, str] = {}


class UnknownVerb(LookupError):
    """A verb that no context has registered: a fault in the program."""


def register_verbs(verbs: Mapping[str, str]) -> None:
    """Give verbs their words, which follow the name of who acted.

    Example: {"deliberation.sealed": "a scellé la délibération"}.
    Raises: ValueError for a verb that already has other words.
    """
    for verb, words in verbs.items():
        if _VERBS.get(verb, words) != words:
            raise ValueError(f"the verb {verb} already says « {_VERBS[verb]} »")
    _VERBS.update(verbs)


def words_of(verb: str) -> str:
    """Give the words of a verb.

    Raises: UnknownVerb.
    """
    try:
        return _VERBS[verb]
    except KeyError:
        raise UnknownVerb(f"no context has registered the verb {verb}") from None


def told(verb: str) -> str:
    """Give the words of a verb to show, or its code if its context is no more: old entries stay readable."""
    return _VERBS.get(verb, verb)
