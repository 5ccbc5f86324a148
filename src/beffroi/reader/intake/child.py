"""The limited child: reads one DOCX or PDF on stdin, answers on stdout. Run by path, never imported.

`python -I child.py KIND MEMORY_BYTES CPU_SECONDS MAX_TEXT_CHARS`
"""

import sys
from pathlib import Path

# Isolated mode keeps the source tree off the path when the package is not installed.
sys.path.append(str(Path(__file__).resolve().parents[3]))

from beffroi.reader.intake.confinement import confine
from beffroi.reader.intake.source import Refused

if sys.argv[1] == "pdf":  # only what this file needs is loaded
    from beffroi.reader.intake.pdf import read_pdf as read_file
else:
    from beffroi.reader.intake.docx import read_docx as read_file


def main() -> int:
    """Answer `text PAGES NOTES…` and the text, or `refused CODE`; the parent knows the sentences."""
    memory_bytes, cpu_seconds, max_text_chars = map(int, sys.argv[2:5])
    confine(memory_bytes=memory_bytes, cpu_seconds=cpu_seconds)
    out = sys.stdout.buffer
    out.write(b"ready\n")
    out.flush()
    try:
        text, pages, notes = read_file(sys.stdin.buffer.read(), max_text_chars)
        body = text.encode("utf-8", "replace")
    except Refused as refusal:
        out.write(f"refused {refusal.code}\n".encode("ascii"))
    except (MemoryError, RecursionError):
        out.write(b"refused too-heavy\n")
    else:
        out.write(" ".join(["text", "-" if pages is None else str(pages), *notes]).encode("ascii") + b"\n")
        out.write(body)
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
