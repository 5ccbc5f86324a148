"""How long an extract takes: cold, warm, and on many pages; each run has data of its own."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from yardstick import ROOT, told

sys.path.insert(0, str(ROOT / "tests"))

from beffroi.documents import Document, render
from documents.pdf import opened
from documents.val_clair import AT, attendance, extract

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 30
AIM = 40  # milliseconds, two pages, warm
COLD = "--cold"


def page_count(document: Document) -> int:
    with opened(document.bytes) as file:
        return len(file.pages)


def numbered(run: int, **others: object) -> dict:
    """An act of its own: another number, title and address, so that nothing is remembered from the last."""
    code = f"7K4M-92QX-{run:04}"
    return extract(
        number=f"2024-{run:03}",
        title=f"Contrat de territoire, version {run}",
        verification={"code": code, "url": f"https://actes.val-clair.example/verifier/{code}"},
        **others,
    )


def two_pages(run: int) -> dict:
    """The council of a commune of a few thousand people."""
    council = attendance(20, 4, 3)
    return numbered(run, attendance=council, origin=None, certified=None, fictitious=False, citations=[])


def real_roll(run: int) -> dict:
    """The roll of the real act: 152 names."""
    return numbered(run)


def many_pages(run: int) -> dict:
    """An act whose reasons fill 25 pages."""
    article = (
        f"Considérant, pour l’article {{}} de la version {run}, que les communes membres ont fait connaître "
        "leurs besoins, que le département y répond par une aide en capital, et que le suivi en est confié à "
        "un comité qui se réunit deux fois par an ; que chaque opération garde son plan de financement ;"
    )
    return {**two_pages(run), "recitals": [article.format(number) for number in range(360)]}


def measure(title: str, data: Callable[[int], dict], runs: int) -> list[float]:
    taken = []
    for run in range(runs + 1):
        ready = data(run)
        began = time.perf_counter()
        document = render("documents/extract", ready, at=AT)
        taken.append(time.perf_counter() - began)
    pages = f"{page_count(document)} pages, {len(document.bytes) // 1000} kB"
    print(f"{title:22}{pages:20}{told(taken[1:])}   {runs} runs")
    return taken[1:]


def cold() -> None:
    """The first document of a process, the program already loaded."""
    ready = two_pages(0)
    began = time.perf_counter()
    render("documents/extract", ready, at=AT)
    print(time.perf_counter() - began)


def main() -> None:
    firsts = [
        float(
            subprocess.run(
                [sys.executable, Path(__file__), COLD], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(5)
    ]
    print(f"{'first of a process':42}{told(firsts)}   5 processes")
    warm = measure("extract, 27 names", two_pages, RUNS)
    measure("extract, 152 names", real_roll, RUNS)
    measure("long act", many_pages, max(3, RUNS // 5))
    print(f"two pages, warm: {statistics.median(warm) * 1e3 / AIM:.2f} × the aim of {AIM} ms (median)")


if __name__ == "__main__":
    cold() if COLD in sys.argv else main()
