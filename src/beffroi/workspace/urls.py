"""Addresses of the workspace."""

from django.urls import URLPattern, path

from beffroi.workspace.views import mails, search

app_name = "workspace"
urlpatterns: list[URLPattern] = [
    path("chercher/", search.search, name="search"),
    path("compte/courriels/", mails.mails, name="mails"),
    path("compte/calendrier/ouvrir/", mails.calendar_open, name="calendar_open"),
    path("compte/calendrier/fermer/", mails.calendar_close, name="calendar_close"),
    path("courriels/arret/<str:token>/", mails.unsubscribe, name="unsubscribe"),
    path("calendrier/<int:number>/<str:secret>.ics", mails.feed, name="feed"),
]
