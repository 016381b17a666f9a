"""Give back what was typed when a session expired in the middle of a form."""

import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from referrals.identity import decrypt, encrypt

OWNER_FIELD = "form_owner"
KEPT = "Votre session a expiré. Reconnectez-vous : ce que vous avez écrit est gardé 30 minutes."
_KEY = "kept_form"
_SALT = "fanal.kept-form"
_KEPT_SECONDS = 30 * 60
_MAX_CHARACTERS = 100_000

View = Callable[..., HttpResponse]


def owner_token(user: Any) -> str:
    """A signed mark of who is typing, so that only the same person gets the text back."""
    return signing.dumps(user.pk, salt=_SALT)


def keeps_form(view: View) -> View:
    """Replace `login_required` on a form: an expired POST is kept, encrypted, for its author.

    After signing in again the same person finds the form filled in (`request.kept_form` is a
    QueryDict the view binds on GET); anyone else finds it empty, and the text is dropped.
    The form carries `{{ request.form_owner }}` in a hidden field named `form_owner`.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            request.form_owner = owner_token(request.user)
            request.kept_form = _take(request) if request.method == "GET" else None
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        _keep(request)
        messages.warning(request, KEPT)
        return redirect_to_login(request.path)

    return wrapper


def _keep(request: HttpRequest) -> None:
    try:
        owner = signing.loads(request.POST.get(OWNER_FIELD, ""), salt=_SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    data.pop(OWNER_FIELD, None)
    text = data.urlencode()
    if len(text) > _MAX_CHARACTERS:
        return
    request.session[_KEY] = encrypt(json.dumps([request.path, owner, time.time(), text]))


def _take(request: HttpRequest) -> QueryDict | None:
    token = request.session.get(_KEY)
    if not token:
        return None
    path, owner, kept_at, text = json.loads(decrypt(token))
    is_fresh = time.time() - kept_at < _KEPT_SECONDS
    if owner == request.user.pk and is_fresh and path != request.path:
        return None
    del request.session[_KEY]
    if owner != request.user.pk or not is_fresh:
        return None
    messages.info(request, "Voici ce que vous aviez écrit. Vérifiez, puis enregistrez.")
    return QueryDict(text)
