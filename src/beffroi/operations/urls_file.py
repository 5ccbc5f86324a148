"""Addresses of operations: file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
