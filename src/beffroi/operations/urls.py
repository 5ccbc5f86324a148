"""Addresses of operations: the file, the examination and its money, the fiche and the vote."""

from django.urls import URLPattern

from beffroi.operations import urls_file, urls_lists, urls_money, urls_vote

app_name = "operations"
urlpatterns: list[URLPattern] = [
    *urls_lists.urlpatterns,
    *urls_file.urlpatterns,
    *urls_money.urlpatterns,
    *urls_vote.urlpatterns,
]
