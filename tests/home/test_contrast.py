"""Contrast as WCAG counts it, and shades that stay readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.contrast import (
    DARK_PAPER,
    MINIMUM,
    SOFT,
    WHITE,
    channels,
    contrast,
    luminance,
    mix,
    readable,
    shades,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_black_on_white_is_the_strongest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)


# Ratios published with the starting tokens of the design, and WCAG's well-known greys.
@pytest.mark.parametrize(
    ("colour", "background", "ratio"),
    [
        ("#14222E", "#FFFCF6", 15.8),
        ("#0B5C6B", "#FFFFFF", 7.6),
        ("#B3261E", "#FFFCF6", 6.4),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#FFFFFF", 4.48),
    ],
)
def test_known_pairs_have_their_published_contrast(colour, background, ratio):
    assert contrast(colour, background) == pytest.approx(ratio, abs=0.05)


@given(colours, colours)
def test_contrast_is_symmetric_and_bounded(first, second):
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.0001


@given(colours, colours)
def test_mixing_nothing_or_everything_gives_one_of_the_two(first, second):
    assert mix(first, second, 0) == first
    assert mix(first, second, 1) == second


@given(colours.filter(lambda colour: contrast(colour, WHITE) >= MINIMUM))
def test_every_accepted_accent_gives_readable_shades(accent):
    colours_ = shades(accent)
    assert contrast(colours_["accent"], WHITE) >= MINIMUM
    assert contrast(colours_["accent"], SOFT) >= MINIMUM
    assert contrast(colours_["accent"], colours_["accent-tint"]) >= MINIMUM
    assert contrast(colours_["accent-dark"], WHITE) >= MINIMUM
    assert contrast(colours_["accent-dark"], colours_["accent-tint"]) >= MINIMUM
    assert contrast(colours_["accent-light"], DARK_PAPER) >= MINIMUM


def test_a_colour_readable_already_is_not_moved():
    assert readable("#084652", "#ffffff", MINIMUM, "#000000") == "#084652"


@pytest.mark.parametrize("text", ["", "#fff", "red", "#12345g", "0b5c6b", "#0b5c6b\n"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="rrggbb"):
        channels(text)
