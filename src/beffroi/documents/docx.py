"""Working copies: an authority's DOCX template filled with data; what a template may say is a short list."""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError

from beffroi.documents.errors import TemplateRefused

MEGABYTE = 1024 * 1024
TEMPLATE_MOST = 5 * MEGABYTE
UNPACKED_MOST = 30 * MEGABYTE
TEXT_MOST = 20 * MEGABYTE
STEPS_MOST = 100_000
FILTERS = frozenset(
    {"upper", "lower", "capitalize", "title", "trim", "length", "first", "last", "default", "join"}
)
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_FOOTNOTES = "footnotes+xml"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# No program in a template: no call, macro, other file, or sum that could fill the memory.
_FORBIDDEN = (
    *(nodes.Call, nodes.CallBlock, nodes.Macro, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends),
    *(nodes.Block, nodes.Mul, nodes.Pow, nodes.FilterBlock, nodes.AssignBlock, nodes.Slice, nodes.Mod),
)
NOT_DOCX = "Ce modèle n’est pas un document DOCX lisible."
TOO_LONG = "Ce modèle donne un document trop long."


class _Bounded(Template):
    """A template whose text is counted as it comes."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Give the text, up to a limit."""
        parts, length = [], 0
        for part in self.generate(*args, **kwargs):
            length += len(part)
            if length > TEXT_MOST:
                raise TemplateRefused(TOO_LONG)
            parts.append(part)
        return "".join(parts)


class _Environment(SandboxedEnvironment):
    template_class = _Bounded


class _Steps:
    """What is left of the turns that all the loops of one document may take."""

    def __init__(self) -> None:
        self.left = STEPS_MOST


class _List(list[Any]):
    """A list that counts the turns taken through it."""

    def __init__(self, values: list[Any], steps: _Steps) -> None:
        super().__init__(values)
        self.steps = steps

    def __iter__(self) -> Iterator[Any]:
        for value in super().__iter__():
            self.steps.left -= 1
            if self.steps.left < 0:
                raise TemplateRefused(TOO_LONG)
            yield value


def fill(template: bytes, data: Mapping[str, Any]) -> bytes:
    """Fill a template with texts, numbers, lists and mappings; amounts and dates come written.

    Raises: TemplateRefused.
    """
    document, environment = _opened(template), _environment()
    _check(document, environment)
    try:
        document.render(_plain(data, _Steps()), environment)
        filled = BytesIO()
        document.save(filled)
    except TemplateError as error:
        raise TemplateRefused(f"Ce modèle ne se remplit pas : {error.message}") from error
    except (LxmlError, TypeError, ValueError, KeyError, RecursionError) as error:
        raise TemplateRefused("Ce modèle ne se remplit pas : une balise est mal placée.") from error
    return filled.getvalue()


def unknown_fields(template: bytes, known_names: Collection[str]) -> list[str]:
    """Name the fields that a template uses and that the data does not have.

    A known name may have dots: « porteur.nom » knows « porteur », and « porteur.age » is then unknown.
    Raises: TemplateRefused.
    """
    roots = {name.partition(".")[0] for name in known_names}
    dotted = {name.partition(".")[0] for name in known_names if "." in name}
    found: set[str] = set()
    for tree in _check(_opened(template), _environment()):
        free = find_undeclared_variables(tree)
        found |= free - roots
        for node in tree.find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name in free & dotted:
                path = f"{node.node.name}.{node.attr}"
                if path not in known_names and not any(one.startswith(f"{path}.") for one in known_names):
                    found.add(path)
    return sorted(found)


def _environment() -> _Environment:
    return _Environment(autoescape=True, undefined=StrictUndefined)


def _opened(template: bytes) -> DocxTemplate:
    if len(template) > TEMPLATE_MOST:
        raise TemplateRefused("Ce modèle est trop lourd : 5 Mo au plus.")
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            if sum(one.file_size for one in archive.infolist()) > UNPACKED_MOST:
                raise TemplateRefused("Ce modèle occupe trop de place une fois décompressé.")
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
        document.get_xml()
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        LxmlError,
        ParseError,
    ) as error:
        raise TemplateRefused(NOT_DOCX) from error
    return document


def _sources(document: DocxTemplate) -> Iterator[str]:
    yield document.patch_xml(document.get_xml())
    for part in document.docx.part.package.iter_parts():
        if part.content_type.endswith(("header+xml", "footer+xml", _FOOTNOTES)):
            yield document.patch_xml(part.blob.decode("utf-8"))
    for name in PROPERTIES:
        yield str(getattr(document.docx.core_properties, name) or "")


def _check(document: DocxTemplate, environment: _Environment) -> list[nodes.Template]:
    """Read every part of a template, and refuse what no template needs."""
    try:
        trees = [environment.parse(source) for source in _sources(document)]
    except (TemplateError, RecursionError) as error:
        raise TemplateRefused(f"Une balise du modèle ne se lit pas : {error}") from error
    for tree in trees:
        for node in tree.find_all(nodes.Node):
            _refuse(node)
    return trees


def _refuse(node: nodes.Node) -> None:
    if isinstance(node, _FORBIDDEN):
        raise TemplateRefused(
            "Ce modèle contient un programme : seuls les champs, conditions et listes sont permis."
        )
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise TemplateRefused(f"Le filtre « {node.name} » n’est pas permis dans un modèle.")
    if isinstance(node, nodes.For) and node.recursive:
        raise TemplateRefused("Une liste du modèle s’appelle elle-même.")
    name = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "name", "")
    key = node.arg.value if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) else ""
    if str(name).startswith("_") or str(key).startswith("_"):
        raise TemplateRefused(f"Le champ « {name or key} » n’est pas permis dans un modèle.")


def _plain(value: Any, steps: _Steps) -> Any:
    """Copy plain values; anything else is a fault of the program."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one, steps) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return _List([_plain(one, steps) for one in value], steps)
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if value is None or isinstance(value, bool | int):
        return "" if value is None else value
    raise AssertionError(f"a working copy takes plain values, not {type(value).__name__}")
