"""Streaming XML without the traps: no document type, so no entities; bounded depth and size."""

from collections.abc import Callable
from xml.parsers import expat

from beffroi.reader.intake.source import MEGABYTE, Refused

_DEPTH_MAX = 400
_ELEMENTS_MAX = 2_000_000
_TOKEN_MAX = 4 * MEGABYTE
_SEPARATOR = " "

OnStart = Callable[[str, dict[str, str]], None]
OnText = Callable[[str], None]


class XmlReader:
    """Hands over elements by local name as they come; nothing is kept, so nothing can pile up.

    Raises: Refused, `unsafe` on any document type, `too-heavy` on absurd depth, `broken` on bad XML.
    """

    def __init__(
        self,
        on_start: OnStart,
        on_end: Callable[[str], None] | None = None,
        on_text: OnText | None = None,
    ) -> None:
        self._on_start = on_start
        self._on_end = on_end
        self._depth = 0
        self._elements = 0
        self._fed = 0
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        if on_text is not None:
            parser.CharacterDataHandler = on_text
        self._parser = parser

    def feed(self, chunk: bytes) -> None:
        """Read on."""
        self._parse(chunk, last=False)

    def close(self) -> None:
        """Say that the document ends here: a cut one is refused."""
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError, LookupError):
            raise Refused("broken") from None
        # Expat reads an unfinished tag again with each chunk: one of 100 MB takes quadratic time.
        self._fed += len(chunk)
        if self._fed - self._parser.CurrentByteIndex > _TOKEN_MAX:
            raise Refused("too-heavy")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEPTH_MAX or self._elements > _ELEMENTS_MAX:
            raise Refused("too-heavy")
        local = {_local(name): value for name, value in attributes.items()} if attributes else attributes
        self._on_start(_local(tag), local)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._on_end is not None:
            self._on_end(_local(tag))

    def _refuse_doctype(self, *_: object) -> None:
        raise Refused("unsafe")


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
