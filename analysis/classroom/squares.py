"""Who agrees with whom: a table of coders by coders, those who agree beside each other, the darker the more."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pandas as pd

from analysis.files import UserError
from analysis.presentation.colours import letter_on, mix
from analysis.presentation.findings.wording import say_count
from analysis.presentation.pages import Shown
from analysis.presentation.tabled import stamp_ids, write_codes, write_table

MOST_NUMBERS = 12  # with more coders than this a cell shows a colour alone, and its number when it is pointed at
_PALE, _FULL = "#eef1f4", "#1f4e79"
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_COLUMNS = ("coder", "other", "n", "share_same", "alpha", "low", "high")


def show_square(pairs: pd.DataFrame, coders: list[str], caption: str, name: str) -> Shown:
    """Show a square with a cell for each two coders: the darker, the more they agree beyond chance.

    Parameters
    ----------
    pairs : DataFrame
        coder · other · n · alpha, of one variable (``classroom.comparing``). Colours run from 0 or less to 1, the
        same in every such square; where alpha is undefined the cell is an empty frame.
    coders : list of str
        The order in which they stand.
    caption : str
        Over the square.
    name : str
        The variable in words, for those who hear the page.

    Raises
    ------
    UserError
        When a column is missing or there are no rows.
    """
    missing = [column for column in ("coder", "other", "n", "alpha") if column not in pairs]
    if missing or pairs.empty:
        raise UserError(f"show_square was given pairs without {', '.join(missing) or 'rows'}: nothing can be shown.")
    ends = {pair: alpha for first, second, alpha in zip(pairs["coder"], pairs["other"], pairs["alpha"].tolist())
            for pair in ((first, second), (second, first))}
    heads = "".join(f'<th scope="col"><span>{escape(coder)}</span></th>' for coder in coders)
    rows = "\n".join(f'<tr><th scope="row">{escape(row)}</th>{"".join(_write_row(row, coders, ends))}</tr>'
                     for row in coders)
    crowded = len(coders) > MOST_NUMBERS
    shown = pairs.sort_values("alpha", ascending=False, kind="stable")
    numbers = write_table(shown[[column for column in _COLUMNS if column in shown]], caption, f"square-{name}")
    said = describe_coders(pairs, name)
    key = stamp_ids(rows, caption)[0].replace("figure", "square")
    html = (f'<figure class="framing" id="{key}"><figcaption>{write_codes(caption)}</figcaption>'
            f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(said)}">'
            f'<table class="square{" crowded" if crowded else ""}"><thead><tr><td></td>{heads}</tr></thead>'
            f"<tbody>\n{rows}</tbody></table></div>{_KEY if crowded else ''}"
            f"<details><summary>The numbers</summary>{numbers}</details></figure>")
    return Shown(html, f"Figure: {caption}")


def _write_row(row: str, coders: list[str], ends: dict[tuple[str, str], float]) -> Iterator[str]:
    for column in coders:
        alpha = ends.get((row, column))
        if alpha is None:
            yield "<td></td>"
        elif alpha != alpha:
            yield f'<td class="unknown" title="{escape(f"{row}, {column}: undefined")}">–</td>'
        else:
            yield f'<td {_shade(alpha)} title="{escape(f"{row}, {column}: {_write(alpha)}")}">{_write(alpha)}</td>'


def _shade(alpha: float) -> str:
    colour = shade_alpha(alpha)
    return f'style="background:{colour};color:{letter_on(colour, "#000000")}"'


def shade_alpha(alpha: float) -> str:
    """Return the colour of an alpha: pale at 0 or less, full at 1.

    Examples
    --------
    >>> shade_alpha(-0.2) == shade_alpha(0), shade_alpha(1)
    (True, '#1f4e79')
    """
    return mix(_PALE, _FULL, alpha)


_KEY = '<p class="key">' + " ".join(f'<span {_shade(step)}>{f"{step:g}" if step else "≤ 0"}</span>'
                                    for step in _STEPS) + "</p>"


def describe_coders(pairs: pd.DataFrame, name: str) -> str:
    """Say in words what ``show_square`` shows of the same table.

    Examples
    --------
    >>> rows = [("AB", "CD", 9, 0.5), ("AB", "EF", 9, 0.25), ("CD", "EF", 9, float("nan"))]
    >>> describe_coders(pd.DataFrame(rows, columns=["coder", "other", "n", "alpha"]), "voice")
    'Square of coders by coders, alpha of voice: three pairs, highest AB and CD 0.50, lowest AB and EF 0.25, middle \
0.38; undefined for one pair.'
    """
    known = pairs.dropna(subset="alpha").sort_values("alpha", ascending=False, kind="stable")
    start = f"Square of coders by coders, alpha of {name}: {say_count(len(pairs), 'pair')}"
    lacking = len(pairs) - len(known)
    undefined = f"; undefined for {say_count(lacking, 'pair')}" if lacking else ""
    if known.empty:
        return f"{start}{undefined}."
    first, last = known.iloc[0], known.iloc[-1]
    return (f"{start}, highest {first['coder']} and {first['other']} {_write(first['alpha'])}, lowest {last['coder']} "
            f"and {last['other']} {_write(last['alpha'])}, middle {_write(known['alpha'].median())}{undefined}.")


def _write(alpha: float) -> str:
    return "–" if alpha != alpha else f"{alpha:.2f}".replace("-", "−")
