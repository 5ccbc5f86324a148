"""Bytes of a text file → characters: Unicode by its own rules, the rest by what reads as French.

Own rules rather than charset-normalizer: the encodings to tell apart are few and known, each pass here is
linear, and between Windows-1252, Mac and DOS only the French around an accent decides.
"""

import re
from dataclasses import dataclass
from itertools import islice

from beffroi.reader.intake.cleaning import control_count
from beffroi.reader.intake.french import plausibility
from beffroi.reader.intake.source import Refused

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ONE_BYTE = ("windows-1252", "iso-8859-15", "mac-roman", "cp850")  # on equal marks, the first
_SAMPLE = 64 * 1024
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_HIGH_BYTES_WEIGHED = 4000
_LOW_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_CONTROLS_ONE_IN = 20
_ASCII = bytes(range(128))
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_FAMILIAR = re.compile("[\t\n\r\x20-\x7e\xa0-\u024f\u2000-\u22ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a text file, the encoding found, and codes of notes for the user."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read the bytes in the encoding they show.

    Raises: Refused, for binary noise or an encoding that does not read as text.
    """
    decoded = _decode_marked(data) or _decode_wide(data) or _decode_utf8(data) or _decode_one_byte(data)
    text = decoded.text.removesuffix("\x1a")  # the end-of-file mark of DOS
    _refuse_noise(text)
    return Decoded(text, decoded.encoding, decoded.notes)


def _decode_marked(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            return _decode_utf8(body, must=True) if encoding == "utf-8" else _decode_units(body, encoding)
    return None


def _decode_wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: the NULs of Latin letters fall on the same side of each unit."""
    sample = data[:_SAMPLE]
    if 0 not in sample:
        return None
    for encoding, zero_offsets, letter_offset, width in (
        ("utf-32-le", (1, 2, 3), 0, 4),
        ("utf-32-be", (0, 1, 2), 3, 4),
        ("utf-16-le", (1,), 0, 2),
        ("utf-16-be", (0,), 1, 2),
    ):
        zeros = min(_zero_share(sample[offset::width]) for offset in zero_offsets)
        if zeros > 0.6 and _zero_share(sample[letter_offset::width]) < 0.05:
            return _decode_units(data, encoding)
    raise Refused("not-text")


def _zero_share(units: bytes) -> float:
    return units.count(0) / len(units) if units else 0.0


def _decode_units(data: bytes, encoding: str) -> Decoded:
    width = 4 if encoding.startswith("utf-32") else 2
    whole = len(data) - len(data) % width
    try:
        text = data[:whole].decode(encoding)
    except UnicodeDecodeError:
        raise Refused("not-text") from None
    sample = text[:_SAMPLE]
    # Any pair of bytes is some character: without mostly Latin ones this is noise behind a mark.
    if sample and len(_FAMILIAR.findall(sample)) < 0.6 * len(sample):
        raise Refused("not-text")
    return Decoded(text, encoding, ("truncated",) if whole < len(data) else ())


def _decode_utf8(data: bytes, *, must: bool = False) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        whole = data[: error.start]
        # A text that showed UTF-8 before its last bytes was cut; any other, "café" in Latin-1, was not.
        if error.reason == "unexpected end of data" and not whole.isascii():
            return Decoded(whole.decode("utf-8"), "utf-8", ("truncated",))
    mixed = _decode_mixed(data)
    if mixed is None and must:
        raise Refused("not-text")
    return mixed


def _decode_mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few strays, as joined files give; read as Windows-1252 it would all turn to "Ã©"."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(text) - len(_BAD_BYTES.sub("", text))
    proper = len(data.translate(None, _ASCII)) - strays
    if strays * 10 > proper:
        return None
    mended = _BAD_BYTES.sub(_as_windows, text)
    return Decoded(mended, "utf-8", ("mixed-encoding",))


def _as_windows(run: re.Match[str]) -> str:
    return run.group().encode("utf-8", "surrogateescape").decode("windows-1252", "replace")


def _decode_one_byte(data: bytes) -> Decoded:
    if len(_LOW_CONTROL.findall(data[:_SAMPLE])) * _CONTROLS_ONE_IN > len(data[:_SAMPLE]):
        raise Refused("not-text")
    marks = {encoding: 0.0 for encoding in _ONE_BYTE}
    tables = {encoding: _table(encoding) for encoding in _ONE_BYTE}
    weighed = 0
    for hit in islice(_HIGH_BYTE.finditer(data), _HIGH_BYTES_WEIGHED):
        weighed += 1
        at = hit.start()
        before = data[at - 1] if at else 0x20
        after = data[at + 1] if at + 1 < len(data) else 0x20
        for encoding, table in tables.items():
            marks[encoding] += plausibility(table[before], table[data[at]], table[after])
    best = max(_ONE_BYTE, key=marks.__getitem__)
    if marks[best] < -0.5 * weighed:
        raise Refused("unknown-encoding")
    return Decoded(data.decode(best, "replace"), best, ("guessed-encoding",))


def _table(encoding: str) -> str:
    return bytes(range(256)).decode(encoding, "replace")


def _refuse_noise(text: str) -> None:
    if "\x00" in text or control_count(text) * _CONTROLS_ONE_IN > len(text):
        raise Refused("not-text")
