"""Addresses of operations: the list, the board, the map, the export, the lists that are kept."""

from django.urls import URLPattern, path

from beffroi.operations.lists import views

urlpatterns: list[URLPattern] = [
    path("operations/", views.index, name="index"),
    path("operations/etapes/", views.board, name="board"),
    path("operations/carte/", views.places, name="places"),
    path("operations/export/", views.export, name="export"),
    path("operations/listes/", views.keep, name="keep"),
    path("operations/listes/<int:pk>/supprimer/", views.drop, name="drop"),
]
