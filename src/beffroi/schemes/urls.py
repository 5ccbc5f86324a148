"""Addresses of aids: those of the département that keeps them, and the question that anyone asks."""

from django.urls import path

from beffroi.schemes import views

app_name = "schemes"
urlpatterns = [
    path("aides/", views.index, name="index"),
    path("aides/ajouter/", views.add, name="add"),
    path("aides/<slug:slug>/", views.scheme, name="scheme"),
    path("aides/<slug:slug>/modifier/", views.edit, name="edit"),
    path("aides/<slug:slug>/regles/ajouter/", views.rules_add, name="rules_add"),
    path("aides/<slug:slug>/regles/<int:pk>/", views.rules_edit, name="rules_edit"),
    path("suis-je-eligible/", views.eligibility, name="eligibility"),
]
