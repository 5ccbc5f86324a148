"""The address that signs one in as a persona."""

from django.urls import path

from beffroi.demo import views

app_name = "demo"
urlpatterns = [path("jouer/", views.play, name="play")]
