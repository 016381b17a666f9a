"""The table of contents of every address of the site."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("places.urls")),
    path("", include("referrals.public_urls")),
    path("pro/", include("mediation.accounts.urls")),
    path("pro/orientations/", include("referrals.urls")),
    path("", include("mediation.stewardship.public_urls")),
    path("pro/lieux/", include("mediation.stewardship.urls")),
    path("pro/", include("mediation.crm.urls")),
    path("pro/", include("mediation.statistics.urls")),
    path("compte/", include("mediation.accounts.entrance_urls")),
    path("api/v1/", include("api.urls")),
    path("gestion/", include("home.admin_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
