"""The person's own pages, without an account; and the letter box of the demonstration."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from referrals.attempts import is_too_often
from referrals.models import OutgoingMessage, Referral
from referrals.pages import appointment_on_the_spot
from referrals.references import hash_ticket, read_reference
from referrals.tickets import WORDS

# Guessing references must not pay.
TRIES = 20
WINDOW_SECONDS = 15 * 60
PER_PAGE = 25


# A reading, sent by POST so that the reference stands in no address: it changes nothing, keeps
# nothing, and answers the same to everybody, signed in or not. So there is no request to forge: a
# page elsewhere that sends this form for somebody cannot read the answer (no CORS, no frame), could
# ask as well by itself, and at most shows them a state they did not ask for, under its reference,
# or uses up their tries for a quarter of an hour. And no cookie is left with the person.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """With the reference alone: where the request stands, and nothing else."""
    if request.method == "GET":
        return render(request, "referrals/follow_search.html")
    typed = request.POST.get("reference", "")[:40]
    context: dict[str, object] = {"typed": typed}
    if is_too_often(request, "ticket", TRIES, WINDOW_SECONDS):
        context["error"] = gettext("Trop d’essais. Attendez un quart d’heure, puis recommencez.")
        return render(request, "referrals/follow_search.html", context, status=429)
    referral = Referral.objects.filter(reference=read_reference(typed)).first()
    if referral is None:
        context["error"] = gettext(
            "Nous ne trouvons pas cette référence. Elle a huit lettres et chiffres, "
            "par exemple K7M3\u2011Q9TA."
        )
        return render(request, "referrals/follow_search.html", context, status=404)
    context |= {"referral": referral, "words": WORDS[referral.status]}
    return render(request, "referrals/follow_search.html", context)


# The secret in the address is what allows the act, no cookie does: there is no request to forge.
# (Under « no-referrer » a browser sends no origin, and the usual check would refuse the person.)
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """With the ticket's secret: the state, the place, and the right to take everything back."""
    rows = Referral.objects.select_related("place__commune")
    referral = get_object_or_404(rows, ticket_hash=hash_ticket(token))
    context = {"token": token}
    if request.method == "POST":
        referral.withdraw_agreement()
        context["is_withdrawn"] = True
    context |= {
        "referral": referral,
        "words": WORDS[referral.status],
        "appointment": appointment_on_the_spot(referral)
        if referral.status == Referral.Status.APPOINTMENT
        else None,
    }
    response = render(request, "referrals/follow.html", context)
    # The address is the secret: no other site may read it.
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """In the demonstration alone: what would have left by mail."""
    if not settings.DEMO_MAIL_PAGE:
        raise Http404
    page = Paginator(OutgoingMessage.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "referrals/demo_mail.html", {"page": page})
