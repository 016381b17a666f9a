"""The addresses of the public directory."""

from django.urls import path

from places.views import communes, guide, points, sheets, territories
from places.views import places as lists

app_name = "places"
urlpatterns = [
    path("lieux/", lists.place_list, name="list"),
    path("lieux/communes/", communes.suggest, name="suggest"),
    path("lieux/points.json", points.map_points, name="map_points"),
    path("lieux/<slug:slug>/", sheets.place_detail, name="detail"),
    path("trouver/", guide.guide_me, name="guide"),
    path("territoires/", territories.territory_index, name="territories"),
    path("territoires/<slug:kind>/<slug:code>/", territories.territory_detail, name="territory"),
]
