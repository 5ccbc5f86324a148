"""The clock of the second stage: what is refused, what is restarted, and that the reading is the same."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from beffroi.reader import UnreadableFile, bounded, read_text
from beffroi.reader.bounded import ReaderFailed, read_bounded
from beffroi.reader.read import read

ACTS = sorted(Path(__file__).with_name("acts").glob("*.txt"))
TEXT = ACTS[0].read_text(encoding="utf-8")
TOO_LONG = "La lecture de ce texte demande trop de temps : déposez l’acte seul, sans ses annexes."
ENDLESS = TEXT * 4000


def pid() -> int:
    assert bounded._CHILD._process is not None
    return bounded._CHILD._process.pid


@pytest.mark.parametrize("path", ACTS[:8], ids=lambda path: path.stem)
def test_reads_as_in_process(path):
    text = read_text(path.read_bytes()).text
    assert read_bounded(text) == read(text)


@pytest.mark.parametrize("text", ["", "x", "\ud800 Séance", "\0" * 10])
def test_odd_texts_pass_the_pipes(text):
    assert read_bounded(text) == read(text)


def test_the_child_is_kept():
    read_bounded(TEXT)
    first = pid()
    read_bounded(TEXT)
    assert pid() == first


def test_a_text_that_takes_too_long_is_refused_and_the_next_is_read():
    read_bounded(TEXT)
    first = pid()
    since = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_bounded(ENDLESS, seconds=0.2)
    assert time.monotonic() - since < 2
    assert refused.value.message_fr == TOO_LONG
    assert read_bounded(TEXT) == read(TEXT)
    assert pid() != first


def test_a_text_that_takes_too_much_memory_is_refused_and_the_next_is_read():
    with pytest.raises(UnreadableFile) as refused:
        read_bounded(ENDLESS, memory_bytes=96 << 20)
    assert refused.value.message_fr == TOO_LONG
    assert read_bounded(TEXT) == read(TEXT)


def test_a_child_killed_between_two_texts_is_replaced():
    read_bounded(TEXT)
    first = pid()
    os.kill(first, signal.SIGKILL)
    assert ends(first)
    assert read_bounded(TEXT) == read(TEXT)
    assert pid() != first


def test_a_child_killed_on_a_text_refuses_it_and_the_next_is_read():
    read_bounded(TEXT)
    killer = threading.Timer(0.3, os.kill, (pid(), signal.SIGKILL))
    killer.start()
    with pytest.raises(UnreadableFile):
        read_bounded(ENDLESS)
    killer.join()
    assert read_bounded(TEXT) == read(TEXT)


def test_two_threads_take_turns():
    found = {}

    def ask(number: int) -> None:
        found[number] = read_bounded(f"{TEXT}\n{number}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == {number: read(f"{TEXT}\n{number}") for number in range(6)}


def test_who_waits_too_long_is_told_to_come_back():
    with bounded._CHILD._turn, pytest.raises(UnreadableFile, match="réessayez dans un instant"):
        read_bounded(TEXT, seconds=0.05)


def test_a_failure_of_the_reader_is_no_fault_of_the_file():
    with pytest.raises(ReaderFailed, match="KeyError"):
        bounded._reading(b"f", b"KeyError")


@pytest.mark.parametrize("answer", [os.system, subprocess.Popen, getattr, Path, len, 12])
def test_an_answer_that_is_no_reading_is_not_built(answer):
    with pytest.raises((pickle.UnpicklingError, ReaderFailed)):
        bounded._reading(b"r", pickle.dumps(answer))


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs /proc")
def test_the_child_has_its_limits_and_nothing_of_ours():
    read_bounded(TEXT)
    resource = pytest.importorskip("resource")
    for kind, most in (
        (resource.RLIMIT_AS, 768 << 20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        try:
            assert resource.prlimit(pid(), kind) == (most, most)
        except PermissionError:  # it is not dumpable: only root may look
            pytest.skip("not root")


def test_the_child_goes_when_its_parent_is_killed():
    program = (
        "import os, signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "from beffroi.reader import bounded\n"
        "bounded.read_bounded('x'); print(bounded._CHILD._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, bounded._SOURCES], capture_output=True, check=False, text=True
    )
    assert ends(int(told.stdout))


def ends(number: int, patience: float = 60) -> bool:
    """Wait for the end of a process that was told to go: on a busy machine it takes its time."""
    deadline = time.monotonic() + patience
    while running(number) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not running(number)


def running(number: int) -> bool:
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_fork_takes_a_child_of_its_own():
    read_bounded(TEXT)
    first = pid()
    forked = os.fork()
    if forked == 0:
        code = 1
        try:
            code = 0 if read_bounded(TEXT) == read(TEXT) and pid() != first else 2
            bounded._CHILD.end()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
    read_bounded(TEXT)
    assert pid() == first
