"""Hostile files: each refused with one French line, within bounds of memory and time."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import beffroi
from beffroi.reader.intake import DEFAULT_LIMITS
from beffroi.reader.intake.messages import REFUSALS
from reader.hostile import archives, pdfs, polyglots, texts

SOURCES = Path(beffroi.__file__).parents[1]

# The largest resident size of a child counts that of the process that starts it: hence a fresh, small one,
# whose own is read from its memory map: getrusage would tell that of the test runner it was started by.
GAUGE = """
import json, re, resource, sys, time
from pathlib import Path
from beffroi.reader.intake import DEFAULT_LIMITS, UnreadableFile, read_text
data = sys.stdin.buffer.read()
start = time.perf_counter()
try:
    result = read_text(data)
    said = "lu"
except UnreadableFile as refusal:
    said = refusal.message_fr
print(json.dumps({
    "said": said,
    "seconds": time.perf_counter() - start,
    "child_kb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    "own_kb": int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]),
}))
"""


@dataclass(frozen=True)
class Measure:
    said: str
    seconds: float
    child_mb: float
    own_mb: float


def measure(data: bytes) -> Measure:
    done = subprocess.run(
        [sys.executable, "-c", GAUGE],
        input=data,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
        timeout=300,
    )
    found = json.loads(done.stdout)
    return Measure(found["said"], found["seconds"], found["child_kb"] / 1024, found["own_kb"] / 1024)


CASES: list[tuple[Callable[[], bytes], str]] = [
    (texts.hundred_megabytes, "too-large"),
    (archives.zip_bomb, "too-heavy"),
    (archives.zip_text_bomb, "text-too-long"),
    (archives.zip_element_bomb, "too-heavy"),
    (archives.zip_attribute_bomb, "too-heavy"),
    (archives.zip_of_many_entries, "too-heavy"),
    (archives.laughing_docx, "unsafe"),
    (archives.docx_with_external_entity, "unsafe"),
    (archives.docx_with_external_dtd, "unsafe"),
    (archives.deep_docx, "too-heavy"),
    (archives.docx_with_symlink, "unsafe"),
    (archives.docx_with_twin_parts, "unsafe"),
    (archives.lzma_docx, "broken"),
    (archives.truncated_docx, "broken"),
    (archives.docx_cut_inside, "broken"),
    (archives.damaged_docx, "broken"),
    (archives.spreadsheet, "not-docx"),
    (archives.opendocument, "opendocument"),
    (pdfs.million_objects, "too-heavy"),
    (pdfs.pdf_stream_bomb, "too-heavy"),
    (pdfs.pdf_double_bomb, "too-heavy"),
    (pdfs.pdf_operator_bomb, "too-heavy"),
    (pdfs.pdf_shared_content, "too-heavy"),
    (pdfs.pdf_deep_arrays, "broken"),
    (pdfs.pdf_endless_pages, "broken"),
    (pdfs.pdf_form_loop, "too-heavy"),
    (pdfs.truncated_pdf, "broken"),
    (pdfs.empty_pdf, "scanned"),
    (texts.binary_noise, "not-text"),
    (texts.noise_without_nul, "not-text"),
    (texts.high_noise, "unknown-encoding"),
    (texts.noise_behind_bom, "not-text"),
    (polyglots.pdf_then_zip, "two-kinds"),
    (polyglots.zip_then_pdf_mark, "two-kinds"),
    (polyglots.text_then_pdf, "two-kinds"),
    (polyglots.text_then_zip, "two-kinds"),
    (texts.piled_marks, "not-text"),
    (texts.old_word, "old-office"),
    (texts.png, "image"),
    (texts.rich_text, "rtf"),
    (texts.spaces_only, "empty"),
]


HEAVY = [
    texts.all_accents,
    texts.marks_between_strays,
    texts.frames_without_end,
    texts.one_wide_character,
    texts.hangul_in_pieces,
]


@pytest.mark.parametrize("recipe", HEAVY, ids=[recipe.__name__ for recipe in HEAVY])
def test_texts_made_to_weigh_are_read_within_bounds(recipe: Callable[[], bytes]) -> None:
    found = measure(recipe())
    print(f"GAUGE {recipe.__name__:28} {found.seconds:6.2f} s  own   {found.own_mb:4.0f} MB  {found.said}")
    assert found.said == "lu"
    assert found.seconds < 6
    assert found.own_mb < 400


@pytest.mark.parametrize(("recipe", "code"), CASES, ids=[recipe.__name__ for recipe, _ in CASES])
def test_refused_in_one_french_line_within_bounds(recipe: Callable[[], bytes], code: str) -> None:
    found = measure(recipe())
    print(f"GAUGE {recipe.__name__:28} {found.seconds:6.2f} s  child {found.child_mb:4.0f} MB  {found.said}")
    assert found.said == REFUSALS[code]
    assert "\n" not in found.said
    assert found.seconds < DEFAULT_LIMITS.wall_seconds + 4  # the clock of a busy machine, not its processor
    assert found.child_mb < 560
    assert found.own_mb < 400
