"""The addresses a person opens without an account, and the demonstration's letter box."""

from django.urls import path

from referrals.views import public

app_name = "tickets"
urlpatterns = [
    path("suivi/", public.search, name="search"),
    path("suivi/<str:token>/", public.follow, name="follow"),
    path("courriels-demo/", public.demo_mail, name="demo_mail"),
]
