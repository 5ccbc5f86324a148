"""Whatever the bytes, the intake reads or refuses: it never fails otherwise."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.reader.intake import SourceText, UnreadableFile, read_text
from beffroi.reader.intake.kinds import ends_as_zip
from beffroi.reader.intake.pdf_lines import Glyph, page_lines

CHILD_SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def reads_or_refuses(data: bytes) -> None:
    refusal, source = None, None
    try:
        source = read_text(data)
    except UnreadableFile as refused:
        refusal = refused.message_fr
    if source is None:
        assert refusal
        assert "\n" not in refusal
    else:
        assert isinstance(source, SourceText)
        assert not set(source.text) & set("\r\x0b\x0c\x85\u2028\u2029\x00\u00ad")


@settings(max_examples=600, deadline=None)
@given(st.binary(max_size=2000))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    reads_or_refuses(data)


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]))
def test_random_text_is_read_or_refused(text: str, encoding: str) -> None:
    reads_or_refuses(text.encode(encoding, "replace"))


@CHILD_SETTINGS
@given(st.binary(max_size=3000))
def test_random_pdf_is_read_or_refused(noise: bytes) -> None:
    reads_or_refuses(b"%PDF-1.7\n" + noise)


@CHILD_SETTINGS
@given(st.text(), st.binary(max_size=500))
def test_random_docx_is_read_or_refused(types: str, noise: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", types.encode("utf-8", "replace"))
        archive.writestr("word/document.xml", noise)
    reads_or_refuses(target.getvalue())


@CHILD_SETTINGS
@given(st.binary(max_size=500))
def test_random_archive_is_read_or_refused(noise: bytes) -> None:
    end = b"PK\x05\x06" + bytes(18)
    assert ends_as_zip(end)
    reads_or_refuses(b"PK\x03\x04" + noise + end)


NUMBER = st.floats(width=32)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(Glyph, st.characters(), NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, st.integers(0, 359))
    )
)
def test_random_glyphs_always_make_lines(glyphs: list[Glyph]) -> None:
    upright, turned = page_lines(glyphs)
    assert all(isinstance(line, str) for line in upright + turned)
