"""The words of an act, in which a passage to hide must be found."""

from collections.abc import Iterable, Iterator

from beffroi.assemblies.models import Deliberation


def words_of(deliberation: Deliberation) -> Iterator[str]:
    """Give every text that a publication of the act would show."""
    yield from (deliberation.title, deliberation.vote_wording, deliberation.full_text)
    yield from (deliberation.signatory_name, deliberation.signatory_capacity)
    for related in ("citations", "recitals", "decisions", "opinions"):
        yield from (str(one) for one in getattr(deliberation, related).all())
    yield from (one.text for one in deliberation.decisions.all())
    yield from (one.name_as_written for one in deliberation.named_votes.all())
    yield from (one.name_as_written for one in deliberation.sitting.attendances.all())
    yield from (one.title for one in deliberation.annexes.all())


def missing_passages(deliberation: Deliberation, passages: Iterable[str]) -> list[str]:
    """Give the passages that stand nowhere in the act, word for word."""
    texts = list(words_of(deliberation))
    return [
        passage for passage in passages if not passage.strip() or not any(passage in text for text in texts)
    ]
