"""What the components show: plain frozen values, built by a page and drawn by a template."""

from dataclasses import dataclass
from typing import Literal

StateKind = Literal["done", "now", "next", "stuck", "ask", "miss", "no", "sum"]
BrickKind = Literal["done", "now", "part", "stuck", "open"]


@dataclass(frozen=True, slots=True)
class State:
    """Where a thing stands: a word, with the icon of its kind."""

    kind: StateKind
    word: str


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to, named by what one does there."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the three questions; one organisation, one action, one button."""

    text: str
    note: str = ""
    law: str = ""
    link: Link | None = None
    button: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The three questions at the top of an object's page.

    `stuck` is None when nothing blocks: the page then says so.
    """

    label: str
    where: Answer
    turn: Answer
    stuck: Answer | None = None
    pronoun: Literal["il", "elle"] = "il"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the line: two bricks when two parties act."""

    title: str
    state: State
    bricks: tuple[BrickKind, ...]
    when: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Blocker:
    """What forbids an action now: a sentence, its article or clause, the page that mends it."""

    sentence: str
    source: str
    mend: Link


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, exactly as written, with the line they stand on."""

    text: str
    line: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A question raised by a reading: never a correction."""

    state: State
    title: str
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value."""

    name: str
    value: str
