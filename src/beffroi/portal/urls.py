"""Public addresses."""

from django.urls import path

from beffroi.portal import views
from beffroi.portal.act import SLUG

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path(f"actes/{SLUG}/", views.act, name="act"),
    path(f"actes/{SLUG}/texte/", views.act_text, name="act_text"),
    path(f"actes/{SLUG}/acte.json", views.act_json, name="act_json"),
    path("lire/", views.read, name="read"),
    path("lire/exemple/", views.example, name="example"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("a-propos/", views.about, name="about"),
]
