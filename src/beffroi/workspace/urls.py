"""Addresses of the workspace."""

from django.urls import URLPattern, path

from beffroi.workspace.views import search

app_name = "workspace"
urlpatterns: list[URLPattern] = [path("chercher/", search.search, name="search")]
