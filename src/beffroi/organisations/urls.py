"""The addresses of one's account, of the organisation acted for, and of how it looks."""

from django.urls import path

from beffroi.organisations.signin.urls import not_for_personas
from beffroi.organisations.views import account, archive, invitations, organisation, people

app_name = "organisations"
urlpatterns = [
    path("espace/", account.home, name="home"),
    path("compte/", account.account, name="account"),
    path("compte/identite/", not_for_personas(account.identity), name="identity"),
    path("compte/agir-pour/", account.switch, name="switch"),
    path("compte/donnees/", account.data, name="data"),
    path("compte/donnees/export.json", account.export, name="export"),
    path("compte/fermer/", not_for_personas(account.close), name="close"),
    path("donnees-personnelles/", account.notice, name="notice"),
    path("invitation/<str:secret>/", invitations.accept, name="accept"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/archive/", archive.archive, name="archive"),
    path("organisation/archive/telecharger/", archive.archive_download, name="archive_download"),
    path("organisation/reglages/", organisation.settings_page, name="settings"),
    path("organisation/personnes/", people.people, name="people"),
    path("organisation/personnes/<int:pk>/", people.person, name="person"),
    path("organisation/personnes/<int:pk>/depart/", people.leave, name="leave"),
    path("organisation/roles/<int:pk>/fin/", people.end_role, name="end_role"),
    path("organisation/invitations/", invitations.invite_page, name="invite"),
    path("organisation/invitations/<int:pk>/annuler/", invitations.revoke, name="revoke"),
    path("identite/<slug:slug>.css", organisation.stylesheet, name="stylesheet"),
    path("identite/<slug:slug>.png", organisation.logo, name="logo"),
]
