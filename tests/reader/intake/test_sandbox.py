"""The child is held from outside too: whatever it does, the parent stays in charge."""

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest

from beffroi.reader.intake import Limits, UnreadableFile, read_text, sandbox
from beffroi.reader.intake.messages import REFUSALS

READY = "import sys\nsys.stdout.write('ready\\n')\nsys.stdout.flush()\n"


def docx_bytes() -> bytes:
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Article 1")
    document.save(target)
    return target.getvalue()


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Path of a stand-in for the child, to be written by the test."""
    path = tmp_path / "child.py"
    monkeypatch.setattr(sandbox, "_CHILD", path)
    return path


def refusal(limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as found:
        read_text(docx_bytes(), limits=limits or Limits())
    return found.value.message_fr


def test_child_that_prints_without_end_is_killed(child: Path) -> None:
    child.write_text(READY + "while True: sys.stdout.write('text -\\n' * 10000)\n")
    start = time.perf_counter()
    assert refusal() == REFUSALS["text-too-long"]
    assert time.perf_counter() - start < 5


def test_child_that_sleeps_is_killed_on_time(child: Path) -> None:
    child.write_text(READY + "import time\ntime.sleep(60)\n")
    start = time.perf_counter()
    assert refusal(Limits(wall_seconds=1)) == REFUSALS["too-heavy"]
    assert time.perf_counter() - start < 3


def test_child_that_closes_its_output_and_stays_is_killed(child: Path) -> None:
    child.write_text(READY + "import os, time\nos.close(1)\ntime.sleep(60)\n")
    start = time.perf_counter()
    assert refusal() == REFUSALS["too-heavy"]
    assert time.perf_counter() - start < 4


def test_child_that_never_reads_its_input_still_answers(child: Path) -> None:
    child.write_text(READY + "print('refused scanned')\n")
    assert refusal() == REFUSALS["scanned"]


@pytest.mark.parametrize(
    "answer", ["", "refused", "refused <b>x</b>", "text", "text x y z", "autre 1", "text 9999999999999"]
)
def test_odd_answers_never_reach_the_user(child: Path, answer: str) -> None:
    child.write_text(READY + f"print({answer!r})\n")
    assert refusal() in REFUSALS.values()


def test_child_that_crashes_is_a_refusal(child: Path) -> None:
    child.write_text(READY + "raise SystemExit(1)\n")
    assert refusal() == REFUSALS["broken"]


def test_child_that_cannot_start_is_a_fault_of_ours(child: Path) -> None:
    child.write_text("import a_package_that_is_missing\n")
    with pytest.raises(sandbox.ChildUnavailable):
        read_text(docx_bytes())


def test_interpreter_that_is_missing_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(sandbox.ChildUnavailable):
        read_text(docx_bytes())


def test_child_gets_no_environment_and_no_open_files(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SECRET_KEY", "secret")
    child.write_text(
        READY + "import os\nsys.stdin.buffer.read()\n"
        "names = sorted(set(os.environ) - {'LC_CTYPE', 'LD_LIBRARY_PATH'})\n"
        "fds = sorted(map(int, os.listdir('/proc/self/fd')))\n"
        "print('text -')\nprint('env', names)\nprint('fds', len(fds))\nprint('cwd', os.getcwd())\n"
    )
    # three standard streams and the listing itself
    assert read_text(docx_bytes()).text == "env []\nfds 4\ncwd /\n"


def test_child_confines_itself(child: Path) -> None:
    real = Path(sandbox.__file__).with_name("confinement.py")
    child.write_text(
        READY + f"import runpy\nspace = runpy.run_path({str(real)!r})\n"
        "sys.stdin.buffer.read()\nspace['confine'](memory_bytes=256 << 20, cpu_seconds=5)\n"
        "import os, resource\nprint('text -')\n"
        "for name in ('AS', 'CPU', 'FSIZE', 'NOFILE', 'NPROC', 'CORE'):\n"
        "    print(name, *resource.getrlimit(getattr(resource, 'RLIMIT_' + name)))\n"
        "try:\n    bytearray(300 << 20)\nexcept MemoryError:\n    print('memory held')\n"
    )
    lines = read_text(docx_bytes()).text.split("\n")
    assert lines[:2] == ["AS 268435456 268435456", "CPU 5 5"]
    assert lines[2:6] == ["FSIZE 0 0", "NOFILE 16 16", "NPROC 0 0", "CORE 0 0"]
    assert lines[6] == "memory held"


def test_child_that_computes_without_end_is_stopped_by_its_own_limit(child: Path) -> None:
    real = Path(sandbox.__file__).with_name("confinement.py")
    child.write_text(
        READY + f"import runpy\nspace = runpy.run_path({str(real)!r})\n"
        "space['confine'](memory_bytes=256 << 20, cpu_seconds=1)\nwhile True: pass\n"
    )
    start = time.perf_counter()
    assert refusal() == REFUSALS["too-heavy"]
    assert time.perf_counter() - start < 6


def test_reading_inside_the_handling_of_an_error_changes_nothing() -> None:
    try:
        raise KeyError("of the caller")
    except KeyError:
        assert read_text(docx_bytes()).text == "Article 1"


def test_threads_read_at_the_same_time() -> None:
    data = docx_bytes()
    # The clock of a busy machine is not what is tested here: each waits for its turn.
    patient = Limits(wall_seconds=180)
    with ThreadPoolExecutor(12) as pool:
        texts = list(pool.map(lambda _: read_text(data, limits=patient).text, range(36)))
    assert texts == ["Article 1"] * 36


def test_too_many_at_once_are_asked_to_come_back(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = threading.BoundedSemaphore(1)
    monkeypatch.setattr(sandbox, "_SLOTS", place)
    child.write_text(READY + "import time\ntime.sleep(60)\n")
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(refusal, Limits(wall_seconds=2))
        while place.acquire(blocking=False):
            place.release()
            time.sleep(0.01)
        assert refusal(Limits(wall_seconds=0.5)) == REFUSALS["busy"]
        assert slow.result() == REFUSALS["too-heavy"]
