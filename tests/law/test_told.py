"""Everything the rules tell, word for word: transcripts of the command line, re-run and compared.

After a wanted change of wording: `BEFFROI_RETELL=1 pytest tests/law/test_told.py`, then read the difference.
"""

import os
import shlex
from pathlib import Path

import pytest

from beffroi.law.command import main
from law.plain import plain

TOLD = Path(__file__).parent / "told"
PROMPT = "$ beffroi law"
TRANSCRIPTS = sorted(TOLD.glob("*.txt"))


def commands(transcript: Path) -> list[str]:
    return [line for line in transcript.read_text(encoding="utf-8").splitlines() if line.startswith(PROMPT)]


def replay(transcript: Path, capsys) -> str:
    told = []
    for line in commands(transcript):
        main(shlex.split(line.removeprefix(PROMPT)))
        printed = capsys.readouterr()
        told.append(f"{line}\n{plain(printed.out)}{plain(printed.err)}")
    return "\n".join(told)


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_rules_tell_what_was_read_and_approved(transcript, capsys):
    told = replay(transcript, capsys)
    if os.environ.get("BEFFROI_RETELL"):
        transcript.write_text(told, encoding="utf-8")
    assert told == transcript.read_text(encoding="utf-8")


def test_there_are_transcripts():
    assert len(TRANSCRIPTS) >= 6
    assert sum(len(commands(transcript)) for transcript in TRANSCRIPTS) >= 120
