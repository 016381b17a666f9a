"""The table of contents of every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("pro/", include("mediation.accounts.urls")),
    path("pro/orientations/", include("referrals.urls")),
    path("pro/lieux/", include("mediation.stewardship.urls")),
    path("pro/", include("mediation.crm.urls")),
    path("pro/", include("mediation.statistics.urls")),
    path("compte/", include("mediation.accounts.entrance_urls")),
    path("api/v1/", include("api.urls")),
    path("gestion/", include("home.admin_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    # What citizens read has a language in its address: /lieux/ in French, /en/lieux/ in English.
    *i18n_patterns(
        path("", include("mediation.stewardship.public_urls")),
        path("", include("places.urls")),
        path("", include("referrals.public_urls")),
        path("", include("home.public_urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
