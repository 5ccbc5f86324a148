"""Copy the few files that the pages and documents need from node_modules to folders that git ignores."""

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


def copy(source: Path, target: Path) -> None:
    """Copy one file; a script loses its link to a source map, which the static manifest would look for."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if source.suffix == ".js":
        content = b"\n".join(line for line in content.split(b"\n") if b"sourceMappingURL" not in line)
    target.write_bytes(content)


if __name__ == "__main__":
    for name, place in WANTED.items():
        copy(MODULES / name, TARGET / place)
    make_fonts(MODULES / FONT / "files", "atkinson-hyperlegible-next", DOCUMENT_FONTS)
    copy(MODULES / FONT / "LICENSE", DOCUMENT_FONTS / "LICENSE.txt")
