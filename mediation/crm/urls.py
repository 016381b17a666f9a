"""The addresses of this app."""

from django.urls import path

from mediation.crm.views import activities, beneficiaries

app_name = "crm"
urlpatterns = [
    path("beneficiaires/", beneficiaries.beneficiaries, name="beneficiaries"),
    path("beneficiaires/nouveau/", beneficiaries.add_beneficiary, name="add_beneficiary"),
    path(
        "beneficiaires/depuis-orientation/<uuid:referral_pk>/",
        beneficiaries.start_support,
        name="start_support",
    ),
    path("beneficiaires/<uuid:pk>/", beneficiaries.beneficiary, name="beneficiary"),
    path(
        "beneficiaires/<uuid:pk>/modifier/",
        beneficiaries.change_beneficiary,
        name="change_beneficiary",
    ),
    path(
        "beneficiaires/<uuid:pk>/effacer/",
        beneficiaries.erase_beneficiary,
        name="erase_beneficiary",
    ),
    path("beneficiaires/<uuid:pk>/copie/", beneficiaries.beneficiary_copy, name="access_copy"),
    path(
        "beneficiaires/<uuid:pk>/copie.json",
        beneficiaries.beneficiary_copy,
        {"as_json": True},
        name="access_copy_json",
    ),
    path("activites/", activities.activities, name="activities"),
    path("activites/nouvelle/", activities.add_activity, name="add_activity"),
    path("activites/<uuid:pk>/", activities.activity, name="activity"),
    path("activites/<uuid:pk>/modifier/", activities.change_activity, name="change_activity"),
    path("activites/<uuid:pk>/supprimer/", activities.delete_activity, name="delete_activity"),
    path("ateliers/nouveau/", activities.add_workshop, name="add_workshop"),
]
