"""Working copies: real templates filled, hostile ones refused."""

import io
import zipfile

import pytest
from docx import Document

from beffroi.documents import docx as engine
from beffroi.documents.docx import fill, unknown_fields
from beffroi.documents.errors import TemplateRefused

DATA = {
    "titre": "École & <préau>",
    "porteur": {"nom": "Commune de Val-Clair"},
    "lignes": [{"nom": "Département", "montant": "120 000 €"}, {"nom": "Commune", "montant": "80 000 €"}],
    "avis": "",
}


def made(*paragraphs, header="", rows=()):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if rows:
        table = document.add_table(rows=0, cols=2)
        for left, right in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = left, right
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def authority_template():
    return made(
        "{{ titre }}",
        "Porteur : {{ porteur.nom }}",
        "{% if avis %}Avis : {{ avis }}{% else %}Sans avis{% endif %}",
        header="{{ porteur.nom }}",
        rows=[
            ("Financeur", "Montant"),
            ("{%tr for ligne in lignes %}", ""),
            ("{{ ligne.nom }}", "{{ ligne.montant }}"),
            ("{%tr endfor %}", ""),
        ],
    )


def test_an_authority_s_template_with_a_table_is_filled():
    filled = Document(io.BytesIO(fill(authority_template(), DATA)))
    told = [one.text for one in filled.paragraphs]
    assert told[:3] == ["École & <préau>", "Porteur : Commune de Val-Clair", "Sans avis"]
    assert filled.sections[0].header.paragraphs[0].text == "Commune de Val-Clair"
    assert [[cell.text for cell in row.cells] for row in filled.tables[0].rows] == [
        ["Financeur", "Montant"], ["Département", "120 000 €"], ["Commune", "80 000 €"],
    ]  # fmt: skip


def test_what_is_data_is_never_read_as_a_template_nor_as_xml():
    filled = Document(io.BytesIO(fill(made("{{ a }}"), {"a": "{{ b }}</w:t>\x00"})))
    assert filled.paragraphs[0].text == "{{ b }}</w:t>"


def test_the_fields_that_the_data_does_not_have_are_named():
    loop = "{% for x in lignes %}{{ x.nom }}{% endfor %}"
    template = made("{{ titre }} {{ inconnu }} {{ porteur.age }}", loop, header="{{ tete }}")
    known = ["titre", "porteur.nom", "lignes"]
    assert unknown_fields(template, known) == ["inconnu", "porteur.age", "tete"]
    assert unknown_fields(authority_template(), list(DATA)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ titre.__class__ }}",
        "{{ titre['__class__'] }}",
        "{{ titre|attr('__class__') }}",
        "{{ __import__ }}",
        "{{ titre.upper() }}",
        "{% for i in range(9999999) %}x{% endfor %}",
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 99999 }}",
        "{{ '%999999999d' % 1 }}",
        "{% macro a() %}{% endmacro %}",
        "{% if %}",
        "{{ titre",
        "{{ inconnu }}",
        "{{ titre|center(99999999) }}",
        "{% for x in lignes recursive %}{{ x }}{% endfor %}",
    ],
)
def test_refused_when_a_template_does_more_than_fill(text):
    with pytest.raises(TemplateRefused):
        fill(made(text), DATA)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ titre|attr('nom') }}", "Le filtre « attr »"),
        ("{{ titre.__class__ }}", "Le champ « __class__ »"),
        ("{{ titre['__class__'] }}", "Le champ « __class__ »"),
        ("{{ _titre }}", "Le champ « _titre »"),
    ],
)
def test_our_own_list_refuses_before_the_sandbox_does(text, told):
    with pytest.raises(TemplateRefused, match=told):
        fill(made(text), DATA)


def test_refused_when_the_program_hides_in_the_header():
    with pytest.raises(TemplateRefused, match="programme"):
        fill(made("x", header="{{ titre.upper() }}"), DATA)


def test_refused_when_loops_within_loops_do_not_end(monkeypatch):
    monkeypatch.setattr(engine, "STEPS_MOST", 1000)
    loops = "{% for a in l %}{% for b in l %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateRefused, match="trop long"):
        fill(made(loops), {"l": list(range(100))})


def test_refused_when_the_text_grows_too_long(monkeypatch):
    monkeypatch.setattr(engine, "TEXT_MOST", 50_000)
    with pytest.raises(TemplateRefused, match="trop long"):
        fill(made("{% for a in l %}" + "x" * 1000 + "{% endfor %}"), {"l": list(range(100))})


def test_refused_when_it_is_no_docx_or_too_heavy(monkeypatch):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", b"x")
    for template in (b"", b"bonjour", packed.getvalue()):
        with pytest.raises(TemplateRefused, match="n’est pas un document DOCX"):
            fill(template, {})
    monkeypatch.setattr(engine, "UNPACKED_MOST", 1000)
    with pytest.raises(TemplateRefused, match="décompressé"):
        fill(made("x"), {})
    monkeypatch.setattr(engine, "TEMPLATE_MOST", 1000)
    with pytest.raises(TemplateRefused, match="trop lourd"):
        fill(made("x"), {})


def test_data_is_made_of_plain_values():
    with pytest.raises(AssertionError, match="plain values"):
        fill(made("{{ a }}"), {"a": object()})
