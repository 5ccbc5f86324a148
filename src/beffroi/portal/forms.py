"""The one form of the public pages: a file to read."""

from beffroi.core.ui.files import OneFileForm


class ReadForm(OneFileForm):
    """One file: text, Markdown, DOCX or PDF with text."""

    accepts = ".txt,.md,.markdown,.docx,.pdf,text/plain,text/markdown,application/pdf"
    help_text = "Texte, Markdown, DOCX ou PDF contenant du texte"
