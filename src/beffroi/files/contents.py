"""What a file is, by its content and never by what its sender says: the kinds that pieces may be."""

import re
from dataclasses import dataclass

import puremagic
from django.conf import settings

from beffroi.core.errors import NotReadable
from beffroi.files.archives import START, office_kind
from beffroi.files.names import clean_name, suffix_of
from beffroi.law.french import typeset

MEGABYTE = 1024 * 1024
_HEAD = 4096
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What no text holds: controls other than tabs, ends of lines and pages, and the old mark of the end.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
# Written in plain letters, yet not to be taken for a text.
_FORMATS_IN_LETTERS = (b"%PDF", b"{\\rtf", b"%!PS")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that a piece may be."""

    suffix: str
    content_type: str
    label: str
    other_suffixes: tuple[str, ...] = ()


KINDS = (
    FileKind("pdf", "application/pdf", "un PDF"),
    FileKind("docx", f"{_OOXML}wordprocessingml.document", "un document Word (DOCX)"),
    FileKind("xlsx", f"{_OOXML}spreadsheetml.sheet", "un classeur Excel (XLSX)"),
    FileKind("odt", f"{_ODF}text", "un document ODT"),
    FileKind("ods", f"{_ODF}spreadsheet", "un classeur ODS"),
    FileKind("png", "image/png", "une image PNG"),
    FileKind("jpg", "image/jpeg", "une image JPEG", ("jpeg",)),
    FileKind("csv", "text/csv", "un fichier CSV"),
    FileKind("txt", "text/plain", "un texte"),
)
BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in (kind.suffix, *kind.other_suffixes)}
OFFICE = frozenset({"docx", "xlsx", "odt", "ods"})
TEXTS = frozenset({"csv", "txt"})
ACCEPT = ",".join(f".{suffix}" for suffix in BY_SUFFIX)
TOLD_KINDS = "PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, CSV ou TXT"


def most_megabytes() -> int:
    """The largest piece, in the unit that people know. Unit: megabytes of 1,048,576 bytes."""
    return int(settings.FILES_MAX_BYTES) // MEGABYTE


def too_large() -> str:
    """Say that a file is over the limit, and by which limit."""
    return typeset(f"Ce fichier dépasse {most_megabytes()} Mo : il n’a pas été gardé.")


def check_content(told_name: str, content: bytes) -> FileKind:
    """Tell what kind a file is, when its content is what its name says.

    Raises: NotReadable, a French sentence.
    """
    name = clean_name(told_name)
    if not content:
        raise NotReadable(f"« {name} » est vide.")
    if len(content) > settings.FILES_MAX_BYTES:
        raise NotReadable(too_large())
    kind = BY_SUFFIX.get(suffix_of(name))
    if kind is None:
        raise NotReadable(f"« {name} » n’est pas d’un type accepté : {TOLD_KINDS}.")
    try:
        fault = _fault(kind, content)
    except NotReadable as refusal:
        raise NotReadable(f"« {name} » {refusal.message}.") from refusal
    if fault:
        raise NotReadable(f"« {name} » {fault}.")
    return kind


def _fault(kind: FileKind, content: bytes) -> str:
    if kind.suffix in TEXTS:
        return (
            "" if is_text(content) else f"n’est pas {kind.label} : son contenu ne se lit pas comme du texte"
        )
    if kind.suffix in OFFICE:
        return _office_fault(kind, content)
    return "" if kind.suffix in _magic(content) else _not_that(kind, content)


def _office_fault(kind: FileKind, content: bytes) -> str:
    if content.startswith(_OLD_OFFICE):
        return "est protégé par un mot de passe ou d’un ancien format : enregistrez-le de nouveau"
    if not content.startswith(START):
        return _not_that(kind, content)
    found = office_kind(content)
    if found == kind.suffix:
        return ""
    other = BY_SUFFIX[found].label if found else "une archive"
    return f"n’est pas {kind.label} : son contenu est celui d’{other}"


def _not_that(kind: FileKind, content: bytes) -> str:
    seen = next(
        (BY_SUFFIX[one].label for one in _magic(content) if one in BY_SUFFIX and one not in OFFICE), ""
    )
    return f"n’est pas {kind.label} : son contenu est " + (
        f"celui d’{seen}" if seen else "d’une autre nature"
    )


def _magic(content: bytes) -> list[str]:
    """Every suffix that goes with the first bytes, the most likely first."""
    try:
        found = puremagic.magic_string(content[:_HEAD])
    except (puremagic.PureError, ValueError):
        return []
    return [one.extension.lstrip(".").lower() for one in found]


def is_text(content: bytes) -> bool:
    """Whether bytes read as a text: UTF-8, UTF-16 with its mark, or Windows-1252, without controls."""
    if content.startswith(_FORMATS_IN_LETTERS):
        return False
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return not _NOT_TEXT.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False
