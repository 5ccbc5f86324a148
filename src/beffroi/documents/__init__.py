"""An engine: template and data → the bytes of a PDF that claims PDF/A-3a and PDF/UA-1. Pure Python."""

from beffroi.documents.engine import render
from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Attachment, Document, Relationship

__all__ = ["Attachment", "Document", "DocumentError", "Relationship", "render"]
