"""The `beffroi` command: sends each word to the module that answers it, and loads no other."""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

OVERVIEW = """\
Beffroi : le contrat, ses actes et leur registre.

  beffroi read FICHIER   lire une délibération ou un procès-verbal (texte, Markdown, DOCX, PDF avec texte)
  beffroi law RÈGLE      calculer un délai, un quorum, une majorité, et montrer le calcul
  beffroi demo           servir la démonstration sur cette machine
  beffroi verify         relire tous les registres scellés et nommer ce qui fut altéré
  beffroi heads          exporter les têtes signées des registres
  beffroi territories    charger communes, EPCI et départements, positions et contours
  beffroi subjects       charger les matières des actes
  beffroi register       refaire l’index du registre public
  beffroi tick           faire tout ce qui est dû : récapitulatifs par courriel, analyses, effacements
  beffroi db_worker      travailler en fond : les longs exports
  beffroi files          faire analyser les pièces par l’antivirus (scan), vérifier leurs fichiers (check)
  beffroi archive        exporter tout ce qu’une organisation possède, vérifier une archive, l’importer
  beffroi demonstration  charger les deux territoires de la démonstration
  beffroi COMMANDE       administrer une installation : migrate, check, collectstatic, runserver…

« beffroi read --aide », « beffroi law » et « beffroi demo --aide » en disent plus ;
« beffroi help » donne la liste des commandes d’administration."""

# Loaded by name, when called: reading an act must not wait for the web framework.
ROOMS = {
    "read": "beffroi.reader.command",
    "law": "beffroi.law.command",
    "demo": "beffroi.config.demo",
}
MANAGEMENT = "beffroi.config.management"
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give back what the process must exit with."""
    _speak_utf8()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has seen enough: nothing more can be said, and nothing went wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "--aide"):
        print(OVERVIEW)
        return 0
    if words[0] == "--version":
        print(f"beffroi {version('beffroi')}")
        return 0
    room = ROOMS.get(words[0])
    if room is None:
        return int(import_module(MANAGEMENT).main(words))
    return int(import_module(room).main(words[1:]))


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: the JSON is exchanged, and French has accents."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
