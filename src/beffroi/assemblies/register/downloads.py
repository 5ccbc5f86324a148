"""Sealed bytes as they are: never drawn anew, under a policy that lets nothing run."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from beffroi.core.seals.models import Seal

# A PDF may carry scripts and forms; opened from here, it may do nothing.
STRICT = "default-src 'none'; sandbox"
MAY_CHANGE = "private, no-cache"


def sealed_pdf(request: HttpRequest, seal: Seal, name: str) -> HttpResponseBase:
    """Give the document of a seal, byte for byte; its tag is its fingerprint."""
    etag = f'"{seal.pdf_sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    return pdf_response(bytes(seal.pdf or b""), seal.pdf_sha256, name)


def pdf_response(content: bytes, sha256: str, name: str) -> HttpResponse:
    """Give a PDF to be saved under a name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Content-Security-Policy"] = STRICT
    response["Cache-Control"] = MAY_CHANGE
    response["ETag"] = f'"{sha256}"'
    return response
