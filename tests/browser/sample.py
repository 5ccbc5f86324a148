"""One address of a route, and who looks at it."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """One address of a route: its arguments and its query."""

    label: str
    query: str = ""
    kwargs: dict[str, str] = field(default_factory=dict)
    statuses: tuple[int, ...] = (200,)
    # Who looks at it: the name of a persona of the demonstration; nobody, the public. `ready` prepares what
    # the address needs and gives its arguments.
    persona: str = ""
    ready: Callable[[], dict[str, object]] | None = None
