"""How a value is written, anywhere in the course: days, months, numbers, counts, broken lines."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

MISSING = "–"
BEFORE_MONTH = re.compile(r"(?<=\d) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|km²)")
Row = Any  # a row of DataFrame.itertuples(): its columns as attributes


def day(date: Any) -> str:
    """A day as 6 Aug 2024 (the same on every system, unlike strftime's %-d).

    >>> day("2024-08-06")
    '6 Aug 2024'
    """
    stamp = pd.Timestamp(date)
    return f"{stamp.day} {stamp:%b %Y}"


def short_day(date: Any) -> str:
    """A day whose year is known: 6 Aug.

    >>> short_day("2024-08-06")
    '6 Aug'
    """
    stamp = pd.Timestamp(date)
    return f"{stamp.day} {stamp:%b}"


def month(date: Any) -> str:
    """The month of a day: Aug 2024.

    >>> month("2024-08-06")
    'Aug 2024'
    """
    return f"{pd.Timestamp(date):%b %Y}"


def iso_day(date: Any) -> str:
    """A day as tables write it: 2024-08-06.

    >>> iso_day(pd.Timestamp("2024-08-06 12:00"))
    '2024-08-06'
    """
    return f"{pd.Timestamp(date):%Y-%m-%d}"


def days(first: Any, last: Any) -> str:
    """One day, or a first and a last one.

    >>> days("2024-08-06", "2024-08-06"), days("2024-08-06", "2024-08-09")
    ('6 Aug 2024', '6 Aug 2024 to 9 Aug 2024')
    """
    return day(last) if first == last else f"{day(first)} to {day(last)}"


def dated(row: Row) -> str:
    """The day of an argument, as exactly as its page allows: 6 Sep 2024, Sep 2024, 2024.

    >>> rows = pd.DataFrame({"published_first": ["2024-09-01"], "published_last": ["2024-09-30"]})
    >>> dated(rows.apply(pd.to_datetime).iloc[0])
    'Sep 2024'
    """
    first, last = row.published_first, row.published_last
    if first.day == 1 and last == first + pd.offsets.MonthEnd(0):
        return month(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    return days(first, last)


def number(value: float, decimals: int = 0) -> str:
    """A number with commas between thousands; a half is rounded away from zero, as schools teach it.

    >>> number(1106.7), number(1106.7, 1), number(2.25, 1), number(0.92 / 8 - 1e-17, 2)
    ('1,107', '1,106.7', '2.3', '0.12')
    """
    return f"{_rounded(value, decimals):,}"


def short_number(value: float) -> str:
    """A number in three digits, as a chart prints it; from 1,000 on whole.

    >>> short_number(35.56), short_number(12.0), short_number(1106.7)
    ('35.6', '12', '1,107')
    """
    return number(value) if abs(value) >= 1000 else f"{value:.3g}"


def signed(value: float, decimals: int = 0) -> str:
    """A number with its sign, and a minus sign that is no hyphen.

    >>> signed(12), signed(-0.25, 1)
    ('+12', '−0.3')
    """
    return f"{_rounded(value, decimals):+,}".replace("-", "−")


def _rounded(value: float, decimals: int) -> Decimal:
    exact = round(float(value), 9)  # a sum of floats may lie a hair below a half
    return Decimal(str(exact)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Any) -> str:
    """One value as the course prints it in a table: 6 Aug 2024; 1,107; 41.5; "–" when it is missing.

    >>> [written(value) for value in (1107, 41.5, pd.Timestamp("2024-08-06"), None)]
    ['1,107', '41.5', '6 Aug 2024', '–']
    """
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return MISSING
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return day(value)
    if isinstance(value, (float, np.floating)):
        size = float(value)
        return number(size) if size.is_integer() or abs(size) >= 100 else f"{size:,.4g}"
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def count_word(count: int) -> str:
    """A count as a word up to ten ("none" for 0), in digits above.

    >>> count_word(0), count_word(3), count_word(11)
    ('none', 'three', '11')
    """
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[count] if count < len(names) else str(count)


def counted(count: int, noun: str) -> str:
    """A number of things, with the noun in the singular for one.

    >>> counted(1, "figure"), counted(0, "figure"), counted(12, "figure")
    ('1 figure', 'no figures', '12 figures')
    """
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def span(low: float, high: float, write: Callable[[float], str] = written) -> str:
    """Two ends of a range, or one value when both are written alike.

    >>> span(11000, 12000), span(98.9, 99.1, number)
    ('11,000 to 12,000', '99')
    """
    first, last = write(low), write(high)
    return first if first == last else f"{first} to {last}"


def markdown(text: str) -> str:
    """A text as Markdown that shows its very letters: no tag, link, emphasis, code or column comes of it.

    >>> print(markdown("<b> [AT&T](x) | *a* _b_"))
    &lt;b&gt; \\[AT&amp;T\\](x) \\| \\*a\\* \\_b\\_
    """
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", html.escape(text, quote=False))


def in_link(url: str) -> str:
    """An address as it may stand in the round brackets of a Markdown link.

    >>> in_link("https://example.org/Kursk_(oblast)")
    'https://example.org/Kursk_%28oblast%29'
    """
    return url.translate({ord(letter): f"%{ord(letter):02X}" for letter in '()<> "\\'})


def broken(text: str, width: int) -> str:
    r"""A text in lines of at most `width` letters, for a label inside a chart; Plotly does not wrap.

    A day stays with its month.

    >>> broken("held or unclear", 9)
    'held or<br>unclear'
    >>> broken("held on 11 March", 11)
    'held on<br>11\xa0March'
    """
    return "<br>".join(textwrap.wrap(_whole_days(text), width)) if text else ""


def evenly_broken(text: str, width: int) -> str:
    """A text in as few lines as `broken` makes, all about equally long: no word is left alone.

    >>> evenly_broken("three sites copy the same report", 30)
    'three sites copy<br>the same report'
    """
    lines = broken(text, width).count("<br>")
    longest = max(map(len, _whole_days(text).split(" ")))
    fitting = (broken(text, narrow) for narrow in range(min(longest, width), width + 1))
    return next(even for even in fitting if even.count("<br>") == lines)


def _whole_days(text: str) -> str:
    return BEFORE_MONTH.sub("\N{NO-BREAK SPACE}", text)


def with_units(text: str) -> str:
    r"""A text of which no line begins with a unit.

    >>> with_units("26 % of 46")
    '26\xa0% of 46'
    """
    return BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text)


def months(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """One day, one month, or the first and the last month of a longer time.

    >>> months(*pd.to_datetime(["2024-08-01", "2024-09-30"]))
    'Aug to Sep 2024'
    """
    if first == last:
        return day(last)
    return month(last) if month(first) == month(last) else f"{first:%b} to {month(last)}"
