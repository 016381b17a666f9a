"""Find and end the sessions of a person (they live in the database)."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone


def _keys_of(user: Any) -> list[str]:
    return [
        session.session_key
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]


def count_other_sessions(request: HttpRequest) -> int:
    """How many more sessions the signed-in person has open."""
    return len([key for key in _keys_of(request.user) if key != request.session.session_key])


def close_sessions_of(user: Any, but: str | None = None) -> None:
    """Sign the person out everywhere, except from the session `but`."""
    keys = [key for key in _keys_of(user) if key != but]
    Session.objects.filter(session_key__in=keys).delete()
