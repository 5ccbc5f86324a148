"""Root addresses, and the pages of what went wrong."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "beffroi.core.ui.errors.bad_request"
handler403 = "beffroi.core.ui.errors.forbidden"
handler404 = "beffroi.core.ui.errors.not_found"
handler500 = "beffroi.core.ui.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("beffroi.core.ui.urls")),
    path("", include("beffroi.portal.urls")),
    path("calculer/", include("beffroi.portal.calculators.urls")),
    path("territoire/", include("beffroi.territories.urls")),
    path("", include("beffroi.contracts.urls")),
]
