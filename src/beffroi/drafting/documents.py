"""A written text as the template `documents/typst/written.typ` draws it."""

from typing import Any

from beffroi.drafting.markdown import HIGHEST, Block, Runs, blocks


def written(text: str) -> list[dict[str, Any]]:
    """Give the blocks of a text as plain data; its headings skip no level, which PDF/UA forbids."""
    above = [HIGHEST - 1]
    return [_block(one, above) for one in blocks(text)]


def _block(block: Block, above: list[int]) -> dict[str, Any]:
    """`above` holds the level of the heading before, in the order of reading."""
    level = block.level
    if block.kind == "heading":
        above[0] = level = min(level, above[0] + 1)
    return {
        "kind": block.kind,
        "runs": _runs(block.runs),
        "level": level,
        "ordered": block.ordered,
        "start": block.start,
        "items": [[_block(one, above) for one in item.blocks] for item in block.items],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": one.text, "bold": one.bold, "italic": one.italic, "href": one.href} for one in runs]
