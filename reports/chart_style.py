"""The house style of charts: one accent, told apart in grey too, and the same bytes on every run."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO
from textwrap import fill
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ACCENT = "#14576b"
PALE = "#b9d6db"
INK = "#1c2326"
MUTED = "#5b666b"
FAINT = "#c9d0d3"
HATCH = "////"
LINES = (
    ("#14576b", "solid"),
    ("#b34700", (0, (6, 1.5))),
    ("#5a3d8a", (0, (1, 1))),
    ("#00805e", (0, (6, 1.5, 1, 1.5))),
    ("#8a6d00", (0, (3, 1))),
)
"""Colour and dashes of the lines that stand out, from the first rank on."""

WIDTH_INCHES = 6.8
PNG_DPI = 160

_FONT = "DejaVu Sans"
_STYLE = {
    "font.family": _FONT,
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "grid.color": "#e6eaeb",
    "grid.linewidth": 0.7,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "lantoa",
}
_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_UNDRAWN = ("Cc", "Cf", "Cn", "Co", "Cs", "So")
_STYLE_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn once: as SVG text and as the bytes of a PNG."""

    svg: str
    png: bytes


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style, whatever this machine's own settings are; one thread at a time."""
    import matplotlib.style

    with _STYLE_LOCK, matplotlib.style.context(_STYLE, after_reset=True):
        yield


def new_axes(height_inches: float) -> "tuple[Figure, Axes]":
    """Return a figure of the house's width with its axes; only within `house_style`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_INCHES, height_inches), layout="constrained")
    return figure, figure.subplots()


def drawn(figure: "Figure") -> Drawing:
    """Return the figure as SVG and PNG without date or version; only within `house_style`."""
    vector, pixels = StringIO(), BytesIO()
    figure.savefig(vector, format="svg", metadata=_METADATA)
    figure.set_layout_engine("none")
    figure.savefig(pixels, format="png", dpi=PNG_DPI, metadata={"Software": None})
    return Drawing(vector.getvalue(), pixels.getvalue())


def wrapped(text: str, width: int, most_lines: int) -> str:
    r"""Return the text as the charts' font can draw it, in lines of at most `width` characters.

    >>> wrapped("Trung tâm học tập cộng đồng phường Lương Khánh Thiện", 30, 3)
    'Trung tâm học tập cộng đồng\nphường Lương Khánh Thiện'
    """
    return fill(drawable(text), width, max_lines=most_lines, placeholder="…")


def drawable(text: str) -> str:
    """Return the text without emoji and other signs that the charts' font cannot draw.

    >>> drawable("Tủ sách 📚 cộng đồng")
    'Tủ sách cộng đồng'
    """
    drawn = (sign for sign in text if unicodedata.category(sign) not in _UNDRAWN and ord(sign) in _signs())
    return " ".join("".join(drawn).split())


@cache
def _signs() -> frozenset[int]:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(findfont(_FONT)).get_charmap())
