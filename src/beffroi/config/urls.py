"""Root addresses, and the pages of what went wrong."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "beffroi.core.ui.errors.bad_request"
handler403 = "beffroi.core.ui.errors.forbidden"
handler404 = "beffroi.core.ui.errors.not_found"
handler429 = "beffroi.core.ui.errors.too_many"
handler500 = "beffroi.core.ui.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("beffroi.core.ui.urls")),
    path("", include("beffroi.portal.urls")),
    path("", include("beffroi.assemblies.register.urls")),
    path("seances/", include("beffroi.assemblies.urls")),
    path("calculer/", include("beffroi.portal.calculators.urls")),
    path("territoire/", include("beffroi.territories.urls")),
    path("compte/", include("beffroi.organisations.signin.urls")),
    path("", include("beffroi.organisations.urls")),
    path("demonstration/", include("beffroi.demo.urls")),
    path("", include("beffroi.schemes.urls")),
    path("", include("beffroi.contracts.urls")),
    path("", include("beffroi.operations.urls")),
    path("", include("beffroi.workspace.urls")),
    path("textes/", include("beffroi.drafting.urls")),
]
