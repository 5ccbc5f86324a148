"""A root of its own for templates that only tests need."""

from collections.abc import Callable
from pathlib import Path

import pytest

from beffroi.documents.engine import Engine

FRAME = '#set document(title: "Essai")\n#set text(lang: "fr", font: "Atkinson Hyperlegible Next")\n= Essai\n'


@pytest.fixture
def press(tmp_path: Path) -> Callable[..., Engine]:
    """Make an engine whose one template, « essai/essai », ends with the given markup."""

    def make(markup: str, *, frame: str = FRAME) -> Engine:
        folder = tmp_path / "root" / "essai" / "typst"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "essai.typ").write_text(frame + markup, encoding="utf-8")
        return Engine(tmp_path / "root")

    return make
