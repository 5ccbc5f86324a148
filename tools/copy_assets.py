"""Copy what the pages, the documents and the territories need from node_modules to ignored folders."""

import json
from pathlib import Path

from document_fonts import make_fonts

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "beffroi" / "core" / "ui" / "static" / "vendor"
DOCUMENT_FONTS = ROOT / "src" / "beffroi" / "documents" / "fonts"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
WANTED = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "fonts/normal-latin.woff2",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": "fonts/normal-latin-ext.woff2",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-italic.woff2": "fonts/italic-latin.woff2",
    f"{FONT}/LICENSE": "fonts/LICENSE.txt",
}

DIVISION = MODULES / "@etalab" / "decoupage-administratif"
TERRITORIES = ROOT / "src" / "beffroi" / "territories" / "data"
# Of each file, the keys that are read; the rest of its 12 MB stays behind.
DIVISION_KEYS = {
    "departements.json": ("code", "nom", "region"),
    "epci.json": ("code", "nom", "type", "membres", "populationTotale"),
    "communes.json": ("code", "nom", "type", "departement", "chefLieu", "anciensCodes"),
}


def copy(source: Path, target: Path) -> None:
    """Copy one file; a script loses its link to a source map, which the static manifest would look for."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if source.suffix == ".js":
        content = b"\n".join(line for line in content.split(b"\n") if b"sourceMappingURL" not in line)
    target.write_bytes(content)


def lighten(record: dict[str, object], keys: tuple[str, ...]) -> dict[str, object]:
    """Keep some keys of a record and, where it has records inside, of those too."""
    return {
        key: [lighten(one, keys) if isinstance(one, dict) else one for one in value]
        if isinstance(value, list)
        else value
        for key, value in record.items()
        if key in keys
    }


def copy_division() -> None:
    """Write the division of France in fewer keys and no spaces, with the version that it comes from."""
    TERRITORIES.mkdir(parents=True, exist_ok=True)
    package = json.loads((DIVISION / "package.json").read_text(encoding="utf-8"))
    files: dict[str, object] = {"package.json": {key: package[key] for key in ("name", "version", "license")}}
    for name, keys in DIVISION_KEYS.items():
        records = json.loads((DIVISION / "data" / name).read_text(encoding="utf-8"))
        files[name] = [lighten(one, keys) for one in records]
    for name, content in files.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (TERRITORIES / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name, place in WANTED.items():
        copy(MODULES / name, TARGET / place)
    make_fonts(MODULES / FONT / "files", "atkinson-hyperlegible-next", DOCUMENT_FONTS)
    copy(MODULES / FONT / "LICENSE", DOCUMENT_FONTS / "LICENSE.txt")
    copy_division()
