"""Aids and the versions of their rules."""

from beffroi.schemes.models.rules import SchemeRules
from beffroi.schemes.models.scheme import Scheme

__all__ = ["Scheme", "SchemeRules"]
