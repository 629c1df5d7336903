"""Lanchester's two laws of attrition: a toy of 1916 that multiplies its own assumption.

F. W. Lanchester, Aircraft in Warfare (1916), chapters V and VI. In the square law everybody can aim at
everybody, so losses grow with the number of enemies; in the linear law soldiers meet one against one, so
losses grow with both numbers. No reserves, supply, ground, fear, surrender or stopping.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.given import DataError, a_number, one_of

LAWS = ("square", "linear")


def skill_for_draw(attackers: float, defenders: float, law: str) -> float:
    """How many times better each defender must be for both sides to run out together.

    Square law: (attackers / defenders)²; linear law: attackers / defenders.

    Raises
    ------
    DataError : unknown law, or a side without soldiers.

    >>> skill_for_draw(50_000, 20_000, "square"), skill_for_draw(50_000, 20_000, "linear")
    (6.25, 2.5)
    """
    _checked(attackers, defenders, law)
    return (attackers / defenders) ** (2 if law == "square" else 1)


def course(attackers: float, defenders: float, law: str, skill: float = 1.0, steps: int = 61) -> pd.DataFrame:
    """Both forces over toy time, each in per cent of its start, until one has 2 % left or time is over.

    Parameters
    ----------
    attackers, defenders : soldiers at the start.
    law : "square" or "linear".
    skill : how many attackers one defender puts out of action while one attacker puts out one defender.
    steps : points in time returned.

    Returns
    -------
    Columns time (toy units, no days), attackers, defenders (per cent of the start) and invariant, which the
    law keeps constant: attackers² - skill × defenders² (square) or attackers - skill × defenders (linear),
    in units of the defenders' start; it checks the solver.

    Raises
    ------
    DataError : unknown law, a side without soldiers, or a skill that is not above zero.
    """
    _checked(attackers, defenders, law)
    if a_number(skill, "The skill") <= 0:
        raise DataError("The skill must be above zero.")
    from scipy.integrate import solve_ivp  # noqa: PLC0415 (starts slowly, and one chart needs it)

    scale = float(defenders)
    start = [attackers / scale, 1.0]

    def change(_: float, force: np.ndarray) -> list[float]:
        a, d = force
        return [-skill * d, -a] if law == "square" else [-skill * a * d, -a * d]

    def broken(_: float, force: np.ndarray) -> float:
        return min(force[0] / start[0], force[1]) - 0.02

    broken.terminal = True  # type: ignore[attr-defined]  # solve_ivp reads it from the function
    longest = 4.0 if law == "square" else 60.0
    solved = solve_ivp(change, (0, longest), start, events=broken, dense_output=True, rtol=1e-8, atol=1e-10)
    time = np.linspace(0, solved.t[-1], steps)
    a, d = solved.sol(time)
    kept = a**2 - skill * d**2 if law == "square" else a - skill * d
    return pd.DataFrame(
        {"time": time, "attackers": 100 * a / start[0], "defenders": 100 * d, "invariant": kept}
    )


def _checked(attackers: float, defenders: float, law: str) -> None:
    one_of(law, LAWS, "law")
    if a_number(attackers, "The number of attackers") <= 0 or a_number(defenders, "That of defenders") <= 0:
        raise DataError("Both sides need soldiers at the start.")
