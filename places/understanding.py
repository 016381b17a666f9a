"""What a search asks, said back in words."""

from django.utils.translation import gettext

from places.filters import DEFAULT_KM, PlaceFilter
from places.french import of

# In the order one would say them.
CRITERIA = ("service", "public", "accueil", "prix", "dispositif", "rdv")
BOXES = ("adistance", "accessible", "maintenant", "soir", "samedi")


def understood(filterset: PlaceFilter) -> str:
    """« Démarches en ligne, personnes âgées, près de Guéret »; empty when nothing is asked."""
    words = [*_chosen(filterset), *_where(filterset), *_ticked(filterset)]
    return ", ".join(
        word if not number else _uncapitalised(word) for number, word in enumerate(words)
    )


def _chosen(filterset: PlaceFilter) -> list[str]:
    asked = filterset.form.cleaned_data
    words = []
    for name in CRITERIA:
        value = asked.get(name)
        codes = value if isinstance(value, list) else [value]
        labels = dict(filterset.form.fields[name].choices)
        words += [str(labels[code]) for code in codes if code]
    return words


def _where(filterset: PlaceFilter) -> list[str]:
    search = filterset.search
    if search.match is None:
        return [str(filterset.territory)] if filterset.territory else []
    words = gettext("près %(of_where)s") % {"of_where": of(search.match.name)}
    if filterset.km == DEFAULT_KM:
        return [words]
    return [words, gettext("à moins de %(km)s\u00a0km") % {"km": filterset.km}]


def _ticked(filterset: PlaceFilter) -> list[str]:
    form = filterset.form
    return [str(form.fields[name].label) for name in BOXES if form.cleaned_data.get(name)]


def _uncapitalised(words: str) -> str:
    """Words inside a sentence: « CAF » and names of networks keep their capitals."""
    start = words[:2]
    return words[0].lower() + words[1:] if start[:1].isupper() and start[1:].islower() else words
