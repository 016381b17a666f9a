"""Bend allauth to the house: no sign-up, and mail that leaves through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest

from mediation.accounts.middleware import SIGNED_IN_AT
from referrals import outbox


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by their organisation; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message: EmailMessage = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            outbox.queue(recipient=email, subject=message.subject, body=message.body)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        # The eight hours of a session run from the sign-in, not from the first page read.
        request.session.pop(SIGNED_IN_AT, None)
        return super().post_login(request, user, **kwargs)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An identity provider vouches for a person who already has an account, by the e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing or not sociallogin.user.email:
            return
        verified = {
            address.email.lower() for address in sociallogin.email_addresses if address.verified
        }
        email = sociallogin.user.email.lower()
        user = get_user_model().objects.filter(email=email, is_active=True).first()
        if user is not None and email in verified:
            sociallogin.connect(request, user)
