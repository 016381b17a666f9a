"""The person's own account, and the team of a manager."""

from django.urls import path

from mediation.accounts import views

app_name = "accounts"
urlpatterns = [
    path("mon-compte/", views.profile, name="profile"),
    path("mon-compte/sessions/fermer/", views.close_other_sessions, name="close_sessions"),
    path("equipe/", views.team, name="team"),
    path("equipe/inviter/", views.invite, name="invite"),
    path("equipe/<int:pk>/activer/", views.set_active, name="set_active"),
]
