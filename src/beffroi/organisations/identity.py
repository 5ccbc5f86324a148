"""How an authority looks: two accents whose contrast is computed, never guessed."""

import re

HEX = re.compile(r"#[0-9a-f]{6}")
LINEN = "#eeebe2"
# WCAG 2.2, criterion 1.4.3: text under 18 points.
LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of a colour written « #rrggbb ».

    Unit: 0 (black) to 1 (white). Source: WCAG 2.2, « relative luminance ».
    """
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours.

    Unit: 1 to 21. Source: WCAG 2.2, « contrast ratio ».
    Example: black on white → 21.
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
