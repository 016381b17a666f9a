"""One's account, and the team of a manager."""

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mediation.accounts.forms import InvitationForm, ProfileForm
from mediation.accounts.models import User
from mediation.accounts.sessions import close_sessions_of, count_other_sessions


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Votre compte est à jour.")
        return redirect("accounts:profile")
    context = {"form": form, "other_sessions": count_other_sessions(request)}
    return render(request, "accounts/profile.html", context)


@login_required
@require_POST
def close_other_sessions(request: HttpRequest) -> HttpResponse:
    close_sessions_of(request.user, but=request.session.session_key)
    messages.success(request, "Vos autres sessions sont fermées.")
    return redirect("accounts:profile")


@login_required
@permission_required("accounts.view_team", raise_exception=True)
def team(request: HttpRequest) -> HttpResponse:
    people = User.objects.visible_to(request.user)
    return render(request, "accounts/team.html", {"people": people})


@login_required
@permission_required("accounts.view_team", raise_exception=True)
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, manager=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            colleague = form.save(commit=False)
            colleague.set_unusable_password()
            colleague.save()
            _send_password_link(request, colleague)
        messages.success(request, "Invitation envoyée. Votre collègue choisira son mot de passe.")
        return redirect("accounts:team")
    return render(request, "accounts/invite.html", {"form": form})


def _send_password_link(request: HttpRequest, user: User) -> None:
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)


@login_required
@permission_required("accounts.view_team", raise_exception=True)
@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    colleague = get_object_or_404(
        User.objects.visible_to(request.user).exclude(pk=request.user.pk), pk=pk
    )
    colleague.set_active(request.POST.get("is_active") == "1")
    messages.success(request, "C’est enregistré.")
    return redirect("accounts:team")
