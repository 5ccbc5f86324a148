"""What the contract asks each operation about, and what counts as an answer."""

from dataclasses import dataclass

from beffroi.operations.kinds import Subject, Verdict

NEEDS_REASON = frozenset({Verdict.NO, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the contract; its key names its field on the page."""

    subject: Subject
    pk: int | None
    title: str
    asked: str

    @property
    def key(self) -> str:
        """A name of its own. Example: axis · point-12."""
        return f"{self.subject}-{self.pk}" if self.pk is not None else str(self.subject.value)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the département answers to one question."""

    key: str
    verdict: Verdict
    reason: str = ""
