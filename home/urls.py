"""The addresses of the site that are no pages of the CMS."""

from django.urls import path

from home import videos, views
from home.admin_urls import sign_in
from home.sitemaps import SITEMAPS, index, sitemap

app_name = "home"
urlpatterns = [
    path("site.css", views.site_css, name="site_css"),
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "home:sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("sante/", views.health, name="health"),
    path("media/images/<str:name>", views.image, name="image"),
    path("videos/<int:document_id>.<str:extension>", videos.video, name="video"),
    # Wagtail's front-end sign-in knows neither the second factor nor the limit of attempts.
    path("_util/login/", sign_in),
]
