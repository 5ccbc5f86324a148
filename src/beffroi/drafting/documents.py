"""A written text as the template `documents/typst/written.typ` draws it."""

from typing import Any

from beffroi.drafting.markdown import Block, Runs, blocks


def written(text: str) -> list[dict[str, Any]]:
    """Give the blocks of a text as plain data."""
    return [_block(one) for one in blocks(text)]


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "runs": _runs(block.runs),
        "level": block.level,
        "ordered": block.ordered,
        "start": block.start,
        "items": [[_block(one) for one in item.blocks] for item in block.items],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": one.text, "bold": one.bold, "italic": one.italic, "href": one.href} for one in runs]
