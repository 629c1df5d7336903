"""Role cards for the debate: positions of analysts with their sources, dealt by lot, swapped at half time."""

from __future__ import annotations

import html

import pandas as pd

from helpers.analysis import debate
from helpers.data import kind_of_page, load
from helpers.given import one_of
from helpers.lesson.markup import card, html_row, html_table, scrolling
from helpers.lesson.stored import row_mark
from helpers.words import dated


def role_cards(*card_ids: str) -> None:
    """Show the role cards named, or all six: position, three arguments with their ids, and the objection.

    Raises
    ------
    DataError : a card that data/role_cards.csv does not hold.
    """
    from IPython.display import display

    cards = load("role_cards").set_index("card_id", drop=False)
    asked = [one_of(name, cards.index, "card") for name in card_ids] or list(cards.index)
    rows = debate.described(load("arguments")).set_index("argument_id", drop=False)
    chosen = [cards.loc[name] for name in dict.fromkeys(asked)]
    plain = "\n".join(f"{role.card_id}: {role.position}" for role in chosen)
    body = "".join(_role(role, rows) for role in chosen)
    display({"text/plain": plain, "text/html": body}, raw=True)


def draw_lots(*pupils: str, seed: int) -> None:
    """Deal the cards to pupils by lot and show who speaks for which card before and after half time.

    Parameters
    ----------
    pupils : names; six make a group, who is left over observes.
    seed : any whole number that the class chooses; the same number deals the same cards.

    Raises
    ------
    DataError : fewer than two pupils, a name twice, a name or a seed of another kind.
    """
    from IPython.display import display

    dealt = debate.lots(list(pupils), seed)
    rows = (html_row(map(str, row)) for row in dealt.itertuples(index=False))
    table = scrolling("Lots", html_table(("Pupil", "Group", "First half", "Second half"), rows))
    display({"text/plain": dealt.to_string(index=False), "text/html": table}, raw=True)


def _role(role: pd.Series, rows: pd.DataFrame) -> str:
    backing = "".join(_line(rows.loc[name]) for name in role["argument_ids"].split(";"))
    objection = "".join(_line(rows.loc[name]) for name in role["objection_argument_ids"].split(";"))
    partner = debate.PARTNERS[role["card_id"]]
    name = html.escape(role["card_id"])
    said = (
        f'<h3 style="margin:4px 0;font-size:1.2em">Card {name} (after half time: card {partner})</h3>'
        f"<p><b>{html.escape(role['position'])}</b></p><p>Your sources</p><ul>{backing}</ul>"
        f"<p>The strongest objection; your opponent reads it aloud first</p><ul>{objection}</ul>"
        f"<p><small>{html.escape(role['note'])}</small></p>"
    )
    return card(said, f'aria-label="Card {name}"', "section", "page-break-inside:avoid")


def _line(row: pd.Series) -> str:
    return (
        f"<li {row_mark(row['row_id'])}><b>{html.escape(row['argument_id'])}</b> "
        f"{html.escape(row['name'])}, {dated(row)}: "
        f"{html.escape(row['argument'])} ({html.escape(row['publisher'])}, {kind_of_page(row)})</li>"
    )
