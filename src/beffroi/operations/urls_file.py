"""Addresses of operations: file."""

from django.urls import URLPattern, path

from beffroi.operations.views import page, proposal

urlpatterns: list[URLPattern] = [
    path("operations/", page.index, name="index"),
    path("operations/proposer/", proposal.propose, name="propose"),
    path("operations/<int:pk>/", page.operation, name="operation"),
    path("operations/<int:pk>/avancer/<slug:verb>/", page.move, name="move"),
]
