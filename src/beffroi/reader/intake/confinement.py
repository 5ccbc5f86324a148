"""Limits a child sets on itself before it looks at the bytes of a stranger."""

import ctypes
import resource
import sys

_OPEN_FILES = 16
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_DUMPABLE = 4


def confine(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Bound memory, processor, files and processes; where a limit does not exist, the parent's clock stays.

    The limits cannot be raised again. Nothing can be written to a file, no process can be started.
    """
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _limit("RLIMIT_NPROC", 0)
    _limit("RLIMIT_CPU", cpu_seconds)
    _limit("RLIMIT_AS", memory_bytes)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _limit(name: str, most: int) -> None:
    kind = getattr(resource, name, None)
    if kind is None:
        return
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        # macOS names limits that it does not honour; on Linux a limit that fails is a fault.
        if sys.platform == "linux":
            raise
