"""The addresses of referrals, in the professional space."""

from django.urls import path

from referrals.views import answers, lists, sending

app_name = "referrals"
urlpatterns = [
    path("", lists.referral_list, name="list"),
    path("nouvelle/", sending.create, name="create"),
    path("fiche/", sending.sheet, name="sheet"),
    path("<uuid:pk>/", lists.detail, name="detail"),
    # What the sender does.
    path("<uuid:pk>/retirer/", sending.withdraw, name="withdraw"),
    path("<uuid:pk>/retirer-accord/", sending.withdraw_agreement, name="withdraw_agreement"),
    path("<uuid:pk>/ticket/", sending.ticket, name="ticket"),
    # What the place answers.
    path("<uuid:pk>/vue/", answers.seen, name="seen"),
    path("<uuid:pk>/accepter/", answers.accept, name="accept"),
    path("<uuid:pk>/refuser/", answers.decline, name="decline"),
    path("<uuid:pk>/rendre/", answers.not_ours, name="not_ours"),
    path("<uuid:pk>/rendez-vous/", answers.appointment, name="appointment"),
    path("<uuid:pk>/suite/", answers.close, name="close"),
]
