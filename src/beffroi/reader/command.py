"""`beffroi read FILE [--json|--text]`: read an act on the command line, in French."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from beffroi.law.french import typeset
from beffroi.reader.export import to_dict
from beffroi.reader.intake import DEFAULT_LIMITS, SourceText, UnreadableFile, read_text
from beffroi.reader.read import read
from beffroi.reader.summary import summarise

FAILED = 2
STDIN = "-"
HELP = """\
beffroi read FICHIER [--json | --text]

Lit une délibération ou un procès-verbal (texte, Markdown, DOCX, PDF avec texte) et dit ce qui y est
écrit, avec les constats qu’il appelle. Rien n’est corrigé, rien n’est inventé, rien n’est gardé.

  FICHIER   le fichier à lire ; « - » lit l’entrée standard
  --json    tout ce qui est lu, en JSON, pour un programme
  --text    le texte tel qu’il est lu, lignes numérotées
  --aide    cette aide

Sans option : un résumé. Code de sortie : 0 si le fichier est lu, avec ou sans constats ; 2 sinon."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse in French; what argparse says is English."""
        raise UnreadableFile("donnez un fichier, et au plus une option : --json ou --text ; voir --aide.")


def main(argv: Sequence[str]) -> int:
    """Read one file and print it as asked, or say in one French line why it cannot be read (exit 2)."""
    if any(word in ("-h", "--help", "--aide") for word in argv):
        print(HELP)
        return 0
    try:
        options = _options(argv)
        source = read_text(_bytes_of(options.file), filename=options.file)
    except UnreadableFile as refusal:
        print(typeset(f"beffroi read : {refusal.message_fr}"), file=sys.stderr)
        return FAILED
    print(_told(source, options))
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="beffroi read", add_help=False, allow_abbrev=False)
    parser.add_argument("file")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", dest="as_json")
    shape.add_argument("--text", action="store_true", dest="as_text")
    return parser.parse_args(argv)


def _bytes_of(name: str) -> bytes:
    """Bytes of the file, one more than may be read at most: the intake then refuses it by its size.

    Raises: UnreadableFile.
    """
    most = DEFAULT_LIMITS.max_input_bytes + 1
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableFile(f"le fichier « {name} » n’existe pas.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"« {name} » est un dossier, pas un fichier.") from None
    except PermissionError:
        raise UnreadableFile(f"le fichier « {name} » n’est pas lisible : droits insuffisants.") from None
    except (OSError, ValueError):
        raise UnreadableFile(f"le fichier « {name} » ne peut pas être ouvert.") from None


def _told(source: SourceText, options: argparse.Namespace) -> str:
    if options.as_text:
        return numbered(source.text)
    reading = read(source.text)
    if options.as_json:
        return json.dumps(to_dict(reading), ensure_ascii=False, indent=1)
    return summarise(reading)


def numbered(text: str) -> str:
    """The text as read, each line behind its number: the one that findings name."""
    lines = text.split("\n")
    width = len(str(len(lines)))
    return "\n".join(f"{number:>{width}}  {line}".rstrip() for number, line in enumerate(lines, start=1))
