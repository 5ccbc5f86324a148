"""The source files of a template: where they are, and the version that they make."""

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

from beffroi.documents.coverage import font_files
from beffroi.documents.errors import DocumentError

_NAME = re.compile(r"([a-z][a-z_]*)/([a-z][a-z_]*)")
_FILE = re.compile(r'"([^"\n]+\.(?:typ|svg))"')
_COMMENT = re.compile(r"(?<!:)//.*")


def template_path(root: Path, template: str) -> str:
    """Where a template named « context/name » stands under the root, as Typst writes it.

    Raises: DocumentError when there is none.
    """
    found = _NAME.fullmatch(template)
    if found is None:
        raise DocumentError(f"no template {template!r}")
    path = f"{found[1]}/typst/{found[2]}.typ"
    if not (root / path).is_file():
        raise DocumentError(f"no template {template!r}")
    return f"/{path}"


def source_files(root: Path, path: str) -> dict[str, bytes]:
    """The files that a template is made of: itself, what it imports, the drawings that it shows.

    Raises: DocumentError when one is missing, lies outside the root, or is a package to be downloaded.
    """
    found: dict[str, bytes] = {}
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found[here] = content = _read(root, here)
        if here.endswith(".typ"):
            waiting += _named_in(content, here)
    return found


def _read(root: Path, path: str) -> bytes:
    place = (root / path[1:]).resolve()
    if not place.is_relative_to(root.resolve()) or not place.is_file():
        raise DocumentError(f"no source {path!r}")
    return place.read_bytes()


def _named_in(content: bytes, here: str) -> list[str]:
    text = _COMMENT.sub("", content.decode("utf-8"))
    if re.search(r'"@\w', text):
        raise DocumentError(f"{here} asks for a package: nothing is downloaded to make a document")
    folder = here.rpartition("/")[0]
    return [name if name.startswith("/") else f"{folder}/{name}" for name in _FILE.findall(text)]


def template_version(template: str, files: dict[str, bytes]) -> str:
    """Name a template with a hash of all that shapes its documents: sources, fonts, the typesetter."""
    digest = hashlib.sha256(f"typst {version('typst')}".encode())
    shaping = [*sorted(files.items()), *((path.name, path.read_bytes()) for path in font_files())]
    for name, content in shaping:
        digest.update(f"\n{name}\n{hashlib.sha256(content).hexdigest()}".encode())
    return f"{template}@{digest.hexdigest()[:20]}"
