"""The demonstration's crisis page: ready, and not announced until a banner points to it."""

import json

from wagtail.models import Site

from home.bootstrap import publish_under
from home.models import CrisisPage
from places.models import Place

INFORMATION = "Ouvert pendant la crise : recharge de téléphones, eau, appel aux proches."
OPEN_PLACES = 6


def create_crisis_page(places: list[Place]) -> None:
    """A page for a flood, with a few places that stay open."""
    for place in places[:OPEN_PLACES]:
        place.crisis_information = INFORMATION
        place.save(update_fields=["crisis_information", "changed_at"])
    numbers = [
        {"type": "number", "value": {"label": "Urgences", "number": "112"}},
        {"type": "number", "value": {"label": "Urgences, par SMS", "number": "114"}},
    ]
    page = CrisisPage(
        title="Inondation : où trouver de l’aide",
        slug="crise",
        lead="Exercice fictif. La Creuse déborde : le téléphone et internet peuvent être coupés.",
        instructions="Montez à l’étage.\nCoupez l’électricité et le gaz.\n"
        "N’allez pas chercher vos enfants : l’école les protège.\nÉcoutez la radio.",
        phone_numbers=json.dumps(numbers),
    )
    publish_under(Site.objects.get(is_default_site=True).root_page, page)
