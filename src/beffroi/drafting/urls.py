"""Addresses of co-written texts."""

from django.urls import path

from beffroi.drafting.views import reading

app_name = "drafting"
urlpatterns = [
    path("<int:pk>/", reading.text, name="text"),
]
