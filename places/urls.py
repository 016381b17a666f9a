"""The addresses of the public directory."""

from django.urls import include, path

from places.views import (
    communes,
    embed,
    guide,
    imports,
    mappings,
    open_data,
    points,
    remarks,
    sheets,
    territories,
)
from places.views import places as lists

IMPORTS = [
    path("", imports.import_list, name="imports"),
    path("<uuid:pk>/", imports.import_run, name="import_run"),
    path("<uuid:pk>/colonnes/", mappings.import_mapping, name="import_mapping"),
    path("<uuid:pk>/correspondance.json", mappings.import_mapping_file, name="import_mapping_file"),
    path("<uuid:pk>/reprendre/", mappings.import_mapping_load, name="import_mapping_load"),
    path("<uuid:pk>/importer/", imports.import_apply, name="import_apply"),
    path("<uuid:pk>/revoir/", imports.import_reopen, name="import_reopen"),
    path("<uuid:pk>/abandonner/", imports.import_cancel, name="import_cancel"),
    path("<uuid:pk>/relancer/", imports.import_resume, name="import_resume"),
    path("<uuid:pk>/remarques/", remarks.import_remarks, name="import_remarks"),
    path("<uuid:pk>/remarques.csv", remarks.import_remarks_csv, name="import_remarks_csv"),
]
app_name = "places"
urlpatterns = [
    path("lieux/", lists.place_list, name="list"),
    path("lieux/communes/", communes.suggest, name="suggest"),
    path("lieux/points.json", points.map_points, name="map_points"),
    path("lieux/<slug:slug>/", sheets.place_detail, name="detail"),
    path("trouver/", guide.guide_me, name="guide"),
    path("pro/lieux/importer/", include(IMPORTS)),
    path("embed/lieux/", embed.embed, name="embed"),
    path("integrer/", embed.embed_builder, name="embed_builder"),
    path("donnees-ouvertes/", open_data.open_data, name="open_data"),
    path("donnees-ouvertes/catalogue.jsonld", open_data.open_catalogue, name="open_catalogue"),
    path("donnees-ouvertes/<str:edition>/<str:name>", open_data.open_file, name="open_file"),
    path("territoires/", territories.territory_index, name="territories"),
    path("territoires/<slug:kind>/<slug:code>/", territories.territory_detail, name="territory"),
]
