"""A two-by-two game as a thinking aid: payoffs set by the reader, best replies, stable pairs.

No number here is measured. Kyiv chooses to cross the border or to stay; Moscow chooses to move troops out of
the Donbas or to leave them there. Best reply and stable pair (Nash equilibrium in pure choices) after
J. Nash, "Non-cooperative games", Annals of Mathematics 54 (1951).
"""

from __future__ import annotations

import pandas as pd

from helpers.given import DataError, a_number

KYIV = ("cross", "stay")
MOSCOW = ("leave", "move")
DONBAS = 5  # what going on in the Donbas is worth to Moscow; the unit of all payoffs


def payoffs(price: float, filled: float, cost: float, donbas: float = DONBAS) -> pd.DataFrame:
    """The four outcomes of the game with both payoffs and the best replies.

    Parameters
    ----------
    price : what losing ground in Kursk costs in Moscow, in units in which `donbas` is 5.
    filled : share of the gap in Kursk that troops from elsewhere fill, per cent (0 to 100).
    cost : what Kyiv pays for the brigades it sends.
    donbas : what going on in the Donbas is worth to Moscow.

    Returns
    -------
    One row per pair of choices: kyiv, moscow (the choices), kyiv_gets, moscow_gets (payoffs), kyiv_best,
    moscow_best (is this choice a best reply to the other's?), stable (both are).

    Raises
    ------
    DataError : `filled` outside 0 to 100, or a negative price, cost or worth.

    >>> table = analysis.game.payoffs(price=8, filled=50, cost=2)
    >>> table.loc[table["stable"], ["kyiv", "moscow", "kyiv_gets", "moscow_gets"]].values.tolist()
    [['cross', 'leave', 2.0, -4.0]]
    """
    a_number(filled, "The share filled from elsewhere, a percentage from 0 to 100,", 0, 100)
    for size in (price, cost, donbas):
        a_number(size, "A price, a cost or a worth")
    if min(price, cost, donbas) < 0:
        raise DataError("Price, cost and worth are sizes: they cannot be negative.")
    lost = gap(price, filled)
    gets = {
        ("cross", "leave"): (lost - cost, -lost),
        ("cross", "move"): (donbas - cost, -donbas),
        ("stay", "leave"): (0, 0),
        ("stay", "move"): (donbas, -donbas),
    }
    rows = [
        {
            "kyiv": kyiv,
            "moscow": moscow,
            "kyiv_gets": own + 0.0,
            "moscow_gets": other + 0.0,
            "kyiv_best": own >= max(gets[choice, moscow][0] for choice in KYIV),
            "moscow_best": other >= max(gets[kyiv, choice][1] for choice in MOSCOW),
        }
        for (kyiv, moscow), (own, other) in gets.items()
    ]
    return pd.DataFrame(rows).assign(stable=lambda t: t["kyiv_best"] & t["moscow_best"])


def gap(price: float, filled: float) -> float:
    """What ground lost in Kursk costs Moscow when `filled` per cent of the gap is filled from elsewhere.

    >>> gap(8, 25)
    6.0
    """
    return price * (1 - filled / 100)


def reply(price: float, filled: float, donbas: float = DONBAS) -> str:
    """Moscow's best reply once Kyiv has crossed: "leave", "move", or "either" when both cost the same.

    >>> reply(8, 25), reply(8, 50)
    ('move', 'leave')
    """
    lost = gap(price, filled)
    if lost == donbas:
        return "either"
    return "move" if lost > donbas else "leave"


def crossing_pays(price: float, filled: float, cost: float, donbas: float = DONBAS) -> bool:
    """Does Kyiv gain by crossing when it chooses first and Moscow then replies best?

    Staying brings 0, because Moscow then leaves its troops where they are.

    >>> crossing_pays(4, 50, cost=1), crossing_pays(4, 50, cost=3)
    (True, False)
    """
    return min(donbas, gap(price, filled)) - cost > 0


def even_share(price: float, donbas: float = DONBAS) -> float:
    """Share of the gap, per cent, at which moving and leaving cost Moscow the same.

    Raises DataError when even with nothing filled Kursk costs less than the Donbas.

    >>> even_share(20)
    75.0
    """
    if price < donbas:
        raise DataError(f"At a price of {price} leaving is best with any share.")
    return 100 * (1 - donbas / price)
