"""Addresses of co-written texts."""

from django.urls import path

from beffroi.drafting.views import agreeing, reading, talking, writing

app_name = "drafting"
urlpatterns = [
    path("", reading.index, name="index"),
    path("<int:pk>/", reading.text, name="text"),
    path("<int:pk>/sections/<slug:key>/", writing.edit, name="edit"),
    path("<int:pk>/sections/<slug:key>/organiser/", writing.arrange, name="arrange"),
    path("<int:pk>/sections/<slug:key>/commenter/", talking.comment, name="comment"),
    path("<int:pk>/ajouter-une-section/", writing.add, name="add"),
    path("<int:pk>/commentaires/<int:comment_pk>/", talking.thread, name="thread"),
    path("<int:pk>/commentaires/<int:comment_pk>/resolution/", talking.resolve, name="resolve"),
    path("<int:pk>/versions/", reading.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/", reading.version, name="version"),
    path("<int:pk>/comparer/", reading.compare, name="compare"),
    path("<int:pk>/accord/", agreeing.sign, name="sign"),
    path("<int:pk>/presence/", agreeing.presence, name="presence"),
]
