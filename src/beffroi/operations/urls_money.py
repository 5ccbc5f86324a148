"""Addresses of operations: money."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
