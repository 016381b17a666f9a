"""The EcoIndex of a page: how light it is, from 0 to 100, and its letter.

Source: the published method (ecoindex.fr): the rank of the page in 20-quantiles of the HTTP
Archive for its DOM nodes, its requests and its weight, weighted 3, 2 and 1.
"""

from bisect import bisect_right

DOM_QUANTILES = (
    0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801,
    2479, 594601,
)  # fmt: skip
REQUEST_QUANTILES = (
    0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920,
)  # fmt: skip
SIZE_QUANTILES = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27,
    1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
)  # fmt: skip
LETTERS = ((81, "A"), (71, "B"), (61, "C"), (51, "D"), (41, "E"), (31, "F"))


def rank(quantiles: tuple[float, ...], value: float) -> float:
    """Where `value` stands among the quantiles, from 0 to 20, interpolated between two."""
    if value >= quantiles[-1]:
        return float(len(quantiles) - 1)
    index = max(bisect_right(quantiles, value) - 1, 0)
    low, high = quantiles[index], quantiles[index + 1]
    return index + max(value - low, 0) / (high - low)


def ecoindex(dom_nodes: int, requests: int, kilobytes: float) -> int:
    """The index of a page: 100 weighs nothing.

    Args:
        dom_nodes: elements of the document.
        requests: HTTP requests made to show it.
        kilobytes: what was transferred, compressed, in thousands of bytes.
    """
    weighted = (
        3 * rank(DOM_QUANTILES, dom_nodes)
        + 2 * rank(REQUEST_QUANTILES, requests)
        + rank(SIZE_QUANTILES, kilobytes)
    )
    return round(100 - 5 * weighted / 6)


def letter(index: int) -> str:
    """The letter of an index: A from 81, down to G."""
    return next((name for bound, name in LETTERS if index >= bound), "G")
