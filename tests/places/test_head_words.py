"""The words of a head, even run together."""

from hypothesis import given
from hypothesis import strategies as st

from places.standard.head_words import parted, singular, words_of

KNOWN = frozenset("nom de la structure adresse numero voie date maj en".split())


def test_words_run_together_are_parted_only_when_nothing_is_left():
    assert parted(["nomdelastructure"], KNOWN) == ("nom", "de", "la", "structure")
    assert parted(["adressenumeronomdelavoie"], KNOWN) == (
        *("adresse", "numero", "nom", "de", "la", "voie"),
    )
    assert parted(["nomdelasalle"], KNOWN) == ("nomdelasalle",)
    assert parted(["structure", "denom"], KNOWN) == ("structure", "denom")


def test_a_plural_is_compared_with_its_singular():
    assert [singular(word) for word in ("lieux", "types", "nom", "bus")] == [
        *("lieu", "type", "nom", "bus")
    ]


def test_a_typographic_apostrophe_parts_words_as_a_plain_one_does():
    assert words_of("Heures d’ouverture") == words_of("Heures d'ouverture")


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=9) | st.lists(st.text()))
def test_parting_loses_no_letter_and_done_twice_says_the_same(words):
    once = parted(words, KNOWN)
    assert "".join(once) == "".join(words)
    assert parted(once, KNOWN) == once
