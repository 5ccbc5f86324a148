"""The codes printed on a document, read back from its pages as a telephone does."""

import pypdfium2
import pytest
import zxingcpp

from assemblies.factories import AT, CLERK, make_published
from assemblies.register.pages import act_seal
from beffroi.assemblies.actions.extracts import certify
from beffroi.assemblies.documents import verification_url

pytestmark = pytest.mark.django_db
# About 150 dots an inch: what an ordinary printer, or a screen, shows.
SCALE = 150 / 72


def codes_of(pdf: bytes) -> list[set[str]]:
    """What each page of a PDF bears as codes."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[place].render(scale=SCALE).to_pil() for place in range(len(document))]
    return [{one.text for one in zxingcpp.read_barcodes(page)} for page in pages]


def test_the_code_on_each_page_of_an_act_and_of_its_extract_opens_its_verification(client, settings):
    act = make_published()
    for seal in (act_seal(act), certify(act, by=CLERK, at=AT)):
        found = codes_of(bytes(seal.pdf))
        address = verification_url(seal.code)
        assert found == [{address}] * len(found)
        assert found
        told = client.get(address.removeprefix(settings.PUBLIC_ADDRESS))
        assert told.status_code == 200
        assert seal.shown_code in told.content.decode()
