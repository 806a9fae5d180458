"""Keep texts that people typed in from harming what they are printed in: pages, terminals, spreadsheets."""

import unicodedata

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_TURNS_DIRECTION = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def visible_text(text: str) -> str:
    r"""Return the text on one line, each control character "�": an escape, a NUL, a turn of the direction.

    >>> visible_text("Tủ  sách\n\x1b[31mđỏ")
    'Tủ sách �[31mđỏ'
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join("�" if _is_control(sign) else sign for sign in line)


def isolated(text: str) -> str:
    """Return the text so that letters written from right to left leave the sentence around it in order.

    >>> isolated("Tủ sách"), isolated("مكتبة") == "\u2068مكتبة\u2069"
    ('Tủ sách', True)
    """
    if not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text):
        return text
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def shortened(text: str, length: int) -> str:
    """Return the text, cut at its end to at most `length` characters with "…" where it is longer.

    >>> shortened("Tủ sách cộng đồng", 9)
    'Tủ sách…'
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def guarded(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula.

    >>> guarded("=1+1"), guarded("Tủ sách")
    ("'=1+1", 'Tủ sách')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_line(cells: list[str]) -> str:
    r"""Return the cells as one line of CSV without its end; quoted is what RFC 4180 asks to quote.

    The standard library's writer leaves a lone carriage return bare, which breaks the row for its reader.

    >>> csv_line(["a", "b,c", 'd"e', "f\rg"])
    'a,"b,c","d""e","f\rg"'
    """
    return ",".join(_quoted(cell) for cell in cells)


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in _TURNS_DIRECTION


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell
