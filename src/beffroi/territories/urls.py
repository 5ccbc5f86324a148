"""Public addresses of the territories."""

from django.urls import path

from beffroi.territories import views

app_name = "territories"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:siren>/", views.epci, name="epci"),
]
