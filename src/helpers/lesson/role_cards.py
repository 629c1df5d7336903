"""Role cards for the debate: positions of analysts with their sources, dealt by lot, swapped at half time."""

from __future__ import annotations

import html

import pandas as pd

from helpers.analysis import debate
from helpers.data import kind_of_page, load
from helpers.lesson.markup import html_row, html_table
from helpers.lesson.stored import row_mark
from helpers.words import dated

STYLE = (
    "<style>.kx-card{border:1px solid #767676;border-radius:4px;padding:.6em 1em;margin:.6em 0;"
    "max-width:46em;break-inside:avoid;color:#222;background:#fff;"
    "font:14px/1.45 system-ui,'Segoe UI',Arial,sans-serif}"
    ".kx-card h3{margin:.2em 0;font-size:1.15em}.kx-card ul{margin:.3em 0;padding-left:1.2em}</style>"
)


def role_cards(*card_ids: str) -> None:
    """Show the role cards named, or all six: position, three arguments with their ids, and the objection.

    Raises
    ------
    ValueError : a card that data/role_cards.csv does not hold.
    """
    from IPython.display import display

    cards = load("role_cards").set_index("card_id", drop=False)
    unknown = sorted(set(card_ids) - set(cards.index))
    if unknown:
        raise ValueError(f"There is no card {', '.join(unknown)}; the cards are {', '.join(cards.index)}.")
    rows = debate.described(load("arguments")).set_index("argument_id", drop=False)
    chosen = [cards.loc[card] for card in card_ids or cards.index]
    plain = "\n".join(f"{card.card_id}: {card.position}" for card in chosen)
    body = STYLE + "".join(_card(card, rows) for card in chosen)
    display({"text/plain": plain, "text/html": body}, raw=True)


def draw_lots(*pupils: str, seed: int) -> None:
    """Deal the cards to pupils by lot and show who speaks for which card before and after half time.

    Parameters
    ----------
    pupils : names; six make a group, who is left over observes.
    seed : any whole number that the class chooses; the same number deals the same cards.

    Raises
    ------
    ValueError : fewer than two pupils.
    """
    from IPython.display import display

    dealt = debate.lots(list(pupils), seed)
    rows = (html_row(map(str, row)) for row in dealt.itertuples(index=False))
    table = html_table(("Pupil", "Group", "First half", "Second half"), rows)
    display({"text/plain": dealt.to_string(index=False), "text/html": table}, raw=True)


def _card(card: pd.Series, rows: pd.DataFrame) -> str:
    backing = "".join(_line(rows.loc[name]) for name in card["argument_ids"].split(";"))
    objection = "".join(_line(rows.loc[name]) for name in card["objection_argument_ids"].split(";"))
    partner = debate.PARTNERS[card["card_id"]]
    name = html.escape(card["card_id"])
    return (
        f'<section class="kx-card" aria-label="Card {name}">'
        f"<h3>Card {name} (after half time: card {partner})</h3>"
        f"<p><b>{html.escape(card['position'])}</b></p><p>Your sources</p><ul>{backing}</ul>"
        f"<p>The strongest objection; your opponent reads it aloud first</p><ul>{objection}</ul>"
        f"<p><small>{html.escape(card['note'])}</small></p></section>"
    )


def _line(row: pd.Series) -> str:
    return (
        f"<li {row_mark(row['row_id'])}><b>{html.escape(row['argument_id'])}</b> "
        f"{html.escape(row['name'])}, {dated(row)}: "
        f"{html.escape(row['argument'])} ({html.escape(row['publisher'])}, {kind_of_page(row)})</li>"
    )
