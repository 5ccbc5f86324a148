"""Addresses of the assemblies."""

from django.urls import include, path

app_name = "assemblies"
urlpatterns = [path("", include("beffroi.assemblies.urls_intakes"))]
