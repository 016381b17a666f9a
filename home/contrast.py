"""Measure the contrast of two colours as WCAG 2 does, and derive the shades of one accent."""

import re

# What the accent is read on, from the style sheet: white labels, the darkest light background,
# and the dark theme's background.
WHITE = "#ffffff"
BLACK = "#000000"
SOFT = "#f4efe6"
DARK_PAPER = "#0e1820"
MINIMUM = 4.5
COMFORTABLE = 7.0
# Share of white that turns an accent into its own light background.
TINT = 0.88
SHADE = 0.62
STEP = 0.02
# Under this value, sRGB is a straight line.
LINEAR_BELOW = 0.04045

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def channels(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue, 0 to 255, of a colour written « #rrggbb ».

    Raises:
        ValueError: the colour is written in any other way.
    """
    if not HEX_COLOUR.match(colour):
        raise ValueError(f"{colour!r} is not written #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Give the relative luminance, 0 (black) to 1 (white): WCAG 2.2, « relative luminance »."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21: WCAG 2.2, « contrast ratio »."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Mix `share` (0 to 1) of another colour into a colour."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, background: str, ratio: float, towards: str) -> str:
    """Move a colour `towards` black or white, just enough to reach `ratio` on a background."""
    share = 0.0
    moved = mix(colour, towards, share)
    while contrast(moved, background) < ratio and share < 1:
        share = min(1.0, share + STEP)
        moved = mix(colour, towards, share)
    return moved


def shades(accent: str) -> dict[str, str]:
    """Derive every shade the style sheet needs, each readable where it is used.

    Args:
        accent: « #rrggbb », as the site's settings hold it.

    Returns:
        The custom properties of the style sheet, without their dashes, and their colours.
    """
    tint = mix(accent, WHITE, TINT)
    base = readable(accent, SOFT, MINIMUM, BLACK)
    return {
        "accent": readable(base, tint, MINIMUM, BLACK),
        "accent-dark": readable(mix(accent, BLACK, 0.25), tint, COMFORTABLE, BLACK),
        "accent-light": readable(accent, DARK_PAPER, COMFORTABLE, WHITE),
        "accent-tint": tint,
        "accent-shade": mix(accent, DARK_PAPER, SHADE),
    }
