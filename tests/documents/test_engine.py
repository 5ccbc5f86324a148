"""The engine: one compiler, the same bytes for the same data, a crash rather than a lesser document."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace

import pytest

from beffroi.documents import Document, DocumentError, coverage, render
from beffroi.documents.sources import source_files
from documents import pdf
from documents.val_clair import AT, extract


def test_the_same_data_give_the_same_bytes():
    first = render("documents/extract", extract(), at=AT)
    assert render("documents/extract", extract(), at=AT) == first
    paris = AT.astimezone(timezone(timedelta(hours=1)))
    assert render("documents/extract", extract(), at=paris).sha256 == first.sha256


def test_another_compiler_gives_the_same_bytes(press):
    markup = "#json(bytes(sys.inputs.data)).words"
    texts = [press(markup).render("essai/essai", {"words": "Bonjour"}, at=AT).bytes for _ in range(2)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("change", [{"number": "2024-018"}, {"fictitious": False}, {"findings": 3}])
def test_other_data_give_other_bytes(change):
    assert (
        render("documents/extract", extract(**change), at=AT).sha256
        != render("documents/extract", extract(), at=AT).sha256
    )


def test_another_date_gives_other_bytes():
    later = AT + timedelta(seconds=1)
    assert (
        render("documents/extract", extract(), at=later).bytes
        != render("documents/extract", extract(), at=AT).bytes
    )


def test_threads_render_at_once():
    def numbered(number: int) -> Document:
        return render("documents/extract", extract(number=f"2024-{number:03}"), at=AT)

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(numbered, range(12)))
    for number, document in enumerate(made):
        assert f"n° 2024-{number:03}" in pdf.pages(document.bytes)[0]


def test_the_version_tells_apart_each_state_of_a_template_and_of_what_it_imports(press, tmp_path):
    engine = press('#import "part.typ": word\n#word')
    part = tmp_path / "root" / "essai" / "typst" / "part.typ"
    versions = []
    for word in ("un", "deux", "un"):
        part.write_text(f"#let word = [{word}]", encoding="utf-8")
        document = engine.render("essai/essai", {}, at=AT)
        assert word in pdf.text(document.bytes)
        versions.append(document.template_version)
    assert versions[0] == versions[2] != versions[1]
    assert versions[0].startswith("essai/essai@")


@pytest.mark.parametrize(
    "name",
    ["documents/none", "none/extract", "extract", "../documents/extract", "documents/typst/extract", ""],
)
def test_a_template_that_is_not_there_is_an_error(name):
    with pytest.raises(DocumentError, match="no template"):
        render(name, extract(), at=AT)


def test_a_compiler_that_gives_nothing_is_an_error(press):
    engine = press("")
    engine.__dict__["_compiler"] = SimpleNamespace(compile_with_warnings=lambda *_, **__: (None, []))
    with pytest.raises(DocumentError, match="no document came out"):
        engine._compile("", {}, AT)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("#panic()", "panic"),
        ("#json(bytes(sys.inputs.data)).absent", "absent"),
        ('#text(font: "Comic Sans MS")[x]', "unknown font"),
        ('#read("/etc/passwd")', "not found"),
        ('#read("../../../etc/passwd")', "escape"),
        ('#import "@preview/cetz:0.3.0"', "nothing is downloaded"),
        ('#import "absent.typ"', "no source"),
        ('#import "../../../../absent.typ"', "no source"),
        ("#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"))", "missing alt"),
        ("\n=== Trop bas", "heading"),
        ("$x$", "no font"),
    ],
)
def test_a_template_at_fault_is_a_crash(press, markup, told):
    with pytest.raises(DocumentError, match=told):
        press(markup).render("essai/essai", {}, at=AT)


def test_a_template_without_a_title_is_a_crash(press):
    with pytest.raises(DocumentError, match="title"):
        press("Bonjour", frame='#set text(font: "Atkinson Hyperlegible Next")\n').render(
            "essai/essai", {}, at=AT
        )


def test_a_template_that_names_no_font_has_no_other_than_ours(press):
    engine = press("Bonjour _penché_ `code`", frame='#set document(title: "Essai")\n')
    with pdf.opened(engine.render("essai/essai", {}, at=AT).bytes) as file:
        assert all(name.startswith("AtkinsonHyperlegibleNext-") for name in pdf.font_names(file))


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), datetime(2024, 1, 1, tzinfo=UTC), object(), {1, 2}])
def test_data_that_are_not_plain_are_refused(press, value):
    with pytest.raises(DocumentError, match="texts, whole numbers"):
        press("Bonjour").render("essai/essai", {"one": [{"two": value}]}, at=AT)


def test_a_date_without_its_time_zone_is_refused():
    with pytest.raises(DocumentError, match="time zone"):
        render("documents/extract", extract(), at=datetime(2024, 1, 1))


def test_without_its_fonts_nothing_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(coverage, "FONTS", tmp_path)
    coverage.font_files.cache_clear()
    try:
        with pytest.raises(DocumentError, match="make setup"):
            coverage.font_files()
    finally:
        monkeypatch.undo()
        coverage.font_files.cache_clear()


def test_a_source_that_lies_outside_the_root_is_not_read(tmp_path):
    root = tmp_path / "root"
    (root / "essai" / "typst").mkdir(parents=True)
    (root / "essai" / "typst" / "essai.typ").write_text('#import "../../../secret.typ"', encoding="utf-8")
    (tmp_path / "secret.typ").write_text("#let a = 1", encoding="utf-8")
    with pytest.raises(DocumentError, match="no source"):
        source_files(root, "/essai/typst/essai.typ")
