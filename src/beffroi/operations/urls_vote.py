"""Addresses of operations: vote."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
