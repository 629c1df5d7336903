"""Charts of the dilemma: aims as stated, the small game, claims by definition, meanings of "moved"."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import debate, game, redeployment
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.counters import OWL, OWL_PAGE
from helpers.charts.figure import broken, count_word, day, finish
from helpers.charts.oldstrips import OPEN_ENDS, heading_over, strips

LANES = {
    "buffer or Sumy": "buffer,<br>Sumy",
    "divert troops": "divert<br>troops",
    "prisoners": "prison-<br>ers",
    "talks": "talks",
    "permission": "permis-<br>sion",
    "morale": "morale",
}

# meaning → arguments that speak to it: did Moscow move troops in this sense?
SPEAK = {
    "from anywhere": {"moved": ["D073", "D006", "D042"], "not moved": []},
    "from Ukraine's territory": {"moved": ["D006", "D060", "D015"], "not moved": []},
    "from Donetsk or Luhansk oblast": {"moved": ["D015", "G030"], "not moved": ["D006", "D049", "D055"]},
    "the Donbas force shrank": {"moved": ["G027", "G037"], "not moved": ["D081", "D028", "D090"]},
    "from round Pokrovsk": {"moved": [], "not moved": ["D012", "D042", "D045", "D046", "D056"]},
}
SLOTS = 5  # statements listed under one meaning at most
VERDICTS = {"false": "false", "true": "true", "open": "open: depends on the untraced"}


def aims_by_statement(arguments: pd.DataFrame) -> go.Figure:
    """Statements in order of their days, and which aims of the operation each one names.

    Parameters
    ----------
    arguments : rows of table arguments; rows without a theme_lane are left out.

    Raises
    ------
    ValueError : no row has a theme_lane.
    """
    rows = _said(arguments[arguments["theme_lane"].notna()]).sort_values(["published_last", "argument_id"])
    if rows.empty:
        raise ValueError("None of these statements names an aim; load arguments with a theme_lane.")
    rows = rows.reset_index(drop=True)
    rows["y"] = list(range(len(rows)))[::-1]
    marks = rows.assign(lane=rows["theme_lane"].str.split(";")).explode("lane")
    fig = go.Figure()
    for side, group in marks.groupby("actor", sort=False):
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=[list(LANES).index(lane) for lane in group["lane"]],
                y=group["y"].tolist(),
                mode="markers",
                name=style.label,
                marker={"color": style.color, "symbol": style.symbol, "size": 13},
                customdata=group["row_id"].tolist(),
                hovertext=[_argued(row) for row in group.itertuples()],
                hoverinfo="text",
            )
        )
    for x, words in enumerate(LANES.values()):
        fig.add_annotation(
            x=x, y=len(rows) - 0.3, yanchor="bottom", text=words, showarrow=False, font={"size": 12}
        )
    fig.update_xaxes(
        tickvals=list(range(len(LANES))), showticklabels=False, ticks="", range=[-0.5, len(LANES) - 0.5]
    )
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[f"{row.surname},<br>{row.when}" for row in rows.itertuples()],
        range=[-0.6, len(rows) + 0.8],
        tickfont={"size": 12},
    )
    divert = marks[(marks["lane"] == "divert troops") & (marks["actor"] == "ukraine")].iloc[0]
    return finish(
        fig,
        title=f"In Kyiv, drawing troops away: first in our rows by {divert.surname}, {divert.when}",
        subtitle="Which aims a statement names, and who speaks",
        caption=(
            f"{len(rows)} statements, oldest on top (a month alone stands at its end); “first” means first "
            "in the rows of this course, not first ever. Marks of Russia are Moscow's reading of Kyiv's "
            "aims. An aim told months later may be fitted to the result."
        ),
        alt="Aims by statement, oldest first. "
        + "; ".join(
            f"{row.surname}, {row.when}: {row.theme_lane.replace(';', ', ')}" for row in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Day": rows["when"],
                "Speaker": rows["name"],
                "Aims named": rows["theme_lane"].str.replace(";", ", "),
                "In our words": rows["argument"],
                "Page": rows["publisher"],
            }
        ),
        height=210 + 34 * len(rows),
    )


def game_2x2(price_of_Kursk: float, gap_filled: float, cost_to_Kyiv: float) -> go.Figure:
    """The four outcomes of the small game with payoffs, best replies and stable pairs.

    Parameters are those of `analysis.game.payoffs`: price, filled (per cent) and cost.
    """
    table = game.payoffs(price_of_Kursk, gap_filled, cost_to_Kyiv)
    fig = go.Figure()
    places = {(k, m): (x, y) for x, m in enumerate(game.MOSCOW) for y, k in enumerate(reversed(game.KYIV))}
    for row in table.itertuples():
        x, y = places[row.kyiv, row.moscow]
        fig.add_shape(
            type="rect",
            x0=x - 0.4,
            x1=x + 0.4,
            y0=y - 0.36,
            y1=y + 0.36,
            line={"color": theme.INK if row.stable else theme.FAINT, "width": 4 if row.stable else 1},
            fillcolor="#F6F6F6",
            layer="below",
        )
        if row.stable:
            fig.add_annotation(x=x, y=y - 0.26, text="stable pair", showarrow=False, font={"size": 13})
    for who, dy, best in (("Kyiv", 0.17, "kyiv_best"), ("Moscow", -0.03, "moscow_best")):
        style = theme.actor({"Kyiv": "ukraine", "Moscow": "russia"}[who])
        gets = table[f"{who.lower()}_gets"]
        fig.add_trace(
            go.Scatter(
                x=[places[k, m][0] - 0.32 for k, m in zip(table["kyiv"], table["moscow"], strict=True)],
                y=[places[k, m][1] + dy for k, m in zip(table["kyiv"], table["moscow"], strict=True)],
                mode="markers+text",
                name=who,
                showlegend=False,
                text=[
                    f" {who} <b>{_signed(value)}</b>" if good else f" {who} {_signed(value)}"
                    for value, good in zip(gets, table[best], strict=True)
                ],
                textposition="middle right",
                textfont={"size": 14},
                marker={
                    "color": style.color,
                    "symbol": [style.symbol if good else f"{style.symbol}-open" for good in table[best]],
                    "size": 12,
                    "line": {"width": 2, "color": style.color},
                },
                customdata=[""] * 4,
                hovertext=[
                    f"<b>Kyiv {_kyiv(k)}, Moscow {_moscow(m)}</b><br>{who} gets {_signed(value)}<br>"
                    + ("best reply to the other's choice" if good else "the other choice would be better")
                    for k, m, value, good in zip(
                        table["kyiv"], table["moscow"], gets, table[best], strict=True
                    )
                ],
                hoverinfo="text",
            )
        )
    for tail, head, side in _better(table, places):
        style = theme.actor(side)
        fig.add_annotation(
            x=head[0],
            y=head[1],
            ax=tail[0],
            ay=tail[1],
            axref="x",
            ayref="y",
            showarrow=True,
            arrowhead=2,
            arrowwidth=3,
            arrowsize=0.9,
            arrowcolor=style.color,
            text="",
        )
    for x, words in enumerate(("Moscow leaves the<br>Donbas force", "Moscow moves<br>troops to Kursk")):
        fig.add_annotation(x=x, y=1.4, yanchor="bottom", text=words, showarrow=False)
    fig.update_xaxes(range=[-0.5, 1.5], showgrid=False, showticklabels=False, ticks="")
    fig.update_yaxes(
        tickvals=[0, 1],
        ticktext=["Kyiv<br>stays", "Kyiv<br>crosses"],
        range=[-0.42, 1.72],
        showgrid=False,
        ticks="",
    )
    title = _game_title(table, price_of_Kursk, gap_filled, cost_to_Kyiv)
    fig.update_layout(margin={"b": 20})
    return finish(
        fig,
        title=title,
        subtitle="Filled mark, bold number: best reply. Arrows point to the better choice. "
        "Thick frame: a stable pair",
        caption=(
            f"Going on in the Donbas is worth {game.DONBAS} to Moscow; ground lost in Kursk costs it "
            f"{_plain(price_of_Kursk)}, of which {_plain(gap_filled)} % is filled from elsewhere; Kyiv pays "
            f"{_plain(cost_to_Kyiv)} for its brigades. Units are the reader's; no number is measured. A pair "
            "is stable when nobody gains by changing alone. The frames are for choices made at once; the "
            "title says what follows when Kyiv chooses first and Moscow sees it."
        ),
        alt=f"{title}. "
        + " ".join(
            f"Kyiv {_kyiv(r.kyiv)} and Moscow {_moscow(r.moscow)}: Kyiv {_signed(r.kyiv_gets)}, "
            f"Moscow {_signed(r.moscow_gets)}{', stable' if r.stable else ''}."
            for r in table.itertuples()
        ),
        table=pd.DataFrame(
            {
                "Kyiv": [_kyiv(k) for k in table["kyiv"]],
                "Moscow": [_moscow(m) for m in table["moscow"]],
                "Kyiv gets": [_signed(v) for v in table["kyiv_gets"]],
                "Moscow gets": [_signed(v) for v in table["moscow_gets"]],
                "Best reply of Kyiv": _yes(table["kyiv_best"]),
                "Best reply of Moscow": _yes(table["moscow_best"]),
                "Stable pair": _yes(table["stable"]),
            }
        ),
        height=500,
    )


def claims_by_definition(estimates: pd.DataFrame, last: str = redeployment.END) -> go.Figure:
    """Russian troop figures for Kursk oblast, one statement a row, in frames by what they count.

    Parameters
    ----------
    estimates : rows of table estimates with the quantities of analysis.redeployment.CLAIMED.
    last : last day that a statement may speak of.
    """
    rows = spoken(estimates)
    rows = rows[rows["as_of_last"] <= pd.Timestamp(last)].sort_values("as_of_last", kind="stable")
    frame = rows.apply(redeployment.counted_as, axis=1)
    moved = rows[(rows["quantity"] == "ru_troops_redeployed_to_kursk") & (rows["side"] == "ukraine")]
    values = ", ".join(f"{value:,.0f}" for value in moved["value"])
    moscow = count_word(int((rows["side"] == "russia").sum()))
    return strips(
        {heading: rows[frame == heading] for heading in redeployment.CLAIMS},
        title=f"{values} by {day(moved['as_of_last'].max())}: {count_word(len(moved))} claims from Kyiv, "
        f"{moscow} from Moscow here",
        subtitle="Russian soldiers by what the speaker counts and the day spoken of",
        caption=f"Statements that speak of days up to {day(last)}. Frames, not one series: no line and no "
        "mean. “Several thousand” (US officials) is a word without a total; only the size of a brigade was "
        f"given. {OPEN_ENDS}",
        most=90_000,
        unit="persons",
        mixed=True,
    )


def verdict_by_meaning(
    meanings: pd.DataFrame, arguments: pd.DataFrame, meaning: str, counts_from: int
) -> go.Figure:
    """Five meanings of "moved troops" against a threshold, and what speakers say about the chosen one.

    Parameters
    ----------
    meanings : from analysis.redeployment.meanings; arguments : table arguments.
    meaning : the meaning whose statements are listed (a key of analysis.redeployment.MEANINGS).
    counts_from : from how many counters on the reader calls it a redeployment.
    """
    rows = meanings.copy()
    rows["verdict"] = [redeployment.verdict(row.low, row.high, counts_from) for row in rows.itertuples()]
    rows["label"] = [broken(row.meaning, 18) for row in rows.itertuples()]
    chosen = rows.set_index("meaning").loc[meaning]
    scopes = comparable(
        rows.assign(definition=rows["net"].map({True: "net change", False: "arrivals"})), mixed=True
    )
    here = _statements(arguments, meaning)
    fig = make_subplots(rows=2, cols=1, row_heights=[0.58, 0.42], vertical_spacing=0.17)
    _meanings(fig, rows, meaning, counts_from)
    _who_says(fig, here)
    heading_over(fig, 2, "Who says what in this sense")
    title = _verdict_title(meaning, chosen, counts_from)
    return finish(
        fig,
        title=title,
        subtitle="5 Aug to 15 Nov 2024: counters by meaning; below, who says what in the sense chosen",
        caption=(
            f"{OWL}, 5 Aug to 15 Nov 2024. The dotted line is the reader's threshold. Left end: counters "
            "known; hatched: untraced ones that could be added. The open mark is another kind of number: "
            "what the box lost net. A stay is placed where it began. A statement stands under the sense "
            "to which it is nearest."
        ),
        alt=f"{title}. "
        + "; ".join(f"{row.meaning}: {_found(row)}, {row.verdict}" for row in rows.itertuples())
        + ". "
        + _heard(here),
        table=_verdict_table(rows, arguments),
        mixed=scopes,
        height=690,
    )


def _meanings(fig: go.Figure, rows: pd.DataFrame, chosen: str, counts_from: int) -> None:
    """Upper frame: counters known and untraced under each meaning, the threshold, the verdicts in words."""
    style, place = theme.actor("russia"), {"row": 1, "col": 1}
    untraced = go.Bar(
        x=(rows["high"] - rows["low"]).tolist(),
        base=rows["low"].tolist(),
        y=rows["label"].tolist(),
        orientation="h",
        width=0.45,
        name="untraced",
        marker={
            "color": theme.PAPER,
            "line": {"color": theme.FAINT, "width": 1},
            "pattern": {"shape": "/", "fgcolor": theme.FAINT},
        },
        hoverinfo="skip",
    )
    fig.add_trace(untraced, **place)
    for net, name, symbol in ((False, "known", style.symbol), (True, "net loss of the box", "diamond-open")):
        own = rows[rows["net"] == net]
        known = go.Scatter(
            x=own["low"].tolist(),
            y=own["label"].tolist(),
            mode="markers",
            name=name,
            marker={
                "symbol": symbol,
                "color": style.color,
                "size": 13,
                "line": {"width": 2, "color": style.color},
            },
            customdata=[OWL_PAGE] * len(own),
            hovertext=[
                f"<b>{row.meaning}</b><br>{broken(row.counts, 44)}<br>{_found(row)}<br>"
                f"“moved no troops”: {VERDICTS[row.verdict]}"
                for row in own.itertuples()
            ],
            hoverinfo="text",
        )
        fig.add_trace(known, **place)
    for row in rows.itertuples():
        said = f"<b>{row.verdict}</b>" if row.meaning == chosen else row.verdict
        fig.add_annotation(x=50, y=row.label, xanchor="left", showarrow=False, text=said, **place)
    fig.add_annotation(
        x=1, xref="x domain", xanchor="right", y=1.0, yref="y domain", yanchor="bottom", showarrow=False,
        text="“moved no troops” is",
    )  # fmt: skip
    fig.add_vline(x=counts_from - 0.5, line={"color": theme.INK, "width": 2, "dash": "dot"}, **place)
    fig.update_xaxes(range=[0, 62], tickvals=[0, 10, 20, 30, 40], title="counters", **place)
    fig.update_yaxes(
        categoryorder="array",
        categoryarray=rows["label"].tolist()[::-1],
        tickvals=rows["label"].tolist(),
        ticktext=[f"<b>{r.label}</b>" if r.meaning == chosen else r.label for r in rows.itertuples()],
        showgrid=False,
        **place,
    )
    fig.update_layout(barmode="overlay")


def _who_says(fig: go.Figure, here: pd.DataFrame) -> None:
    """Lower frame: one line for each statement, and one where nobody says so."""
    place = {"row": 2, "col": 1}
    for side, group in here.groupby("actor", sort=False):
        style = theme.actor(side)
        names = go.Scatter(
            x=[0] * len(group),
            y=group["slot"].tolist(),
            mode="markers+text",
            text=[f" {row.surname}, {row.when}" for row in group.itertuples()],
            textposition="middle right",
            showlegend=False,
            marker={"color": style.color, "symbol": style.symbol, "size": 11},
            customdata=group["row_id"].tolist(),
            hovertext=[_argued(row) for row in group.itertuples()],
            hoverinfo="text",
        )
        fig.add_trace(names, **place)
    lines = here["said"].tolist()
    for word in ("moved", "not moved"):
        if word not in lines:
            fig.add_annotation(
                x=0, y=len(lines), xanchor="left", xshift=-6, text="nobody in our rows", showarrow=False,
                **place,
            )  # fmt: skip
            lines.append(word)
    fig.update_xaxes(visible=False, range=[-0.1, 3], **place)
    fig.update_yaxes(
        tickvals=list(range(len(lines))),
        ticktext=[f"says: {word}" for word in lines],
        range=[SLOTS - 0.4, -0.6],
        showgrid=False,
        ticks="",
        **place,
    )


def _found(row: object) -> str:
    return f"{row.low} of {row.of}{f', at most {row.high}' if row.high > row.low else ''}"


def _said(arguments: pd.DataFrame) -> pd.DataFrame:
    rows = debate.described(arguments)
    rows["surname"] = [_surname(name) for name in rows["name"]]
    rows["when"] = [_when(row) for row in rows.itertuples()]
    return rows


def _when(row: object) -> str:
    first, last = row.published_first, row.published_last
    if first == last:
        return day(first)
    if (last - first).days < 31:
        return f"{last:%b %Y}"
    return f"{first:%b} to {last:%b %Y}"


def _surname(name: str) -> str:
    whole = {
        "US officials (unnamed)": "US officials",
        "The Economist": "The Economist",
        "Oleksandr (Ukrainian soldier)": "Ukrainian soldier",
    }
    return whole.get(name) or name.split()[-1]


def _argued(row: object) -> str:
    return (
        f"<b>{row.name}</b>, {row.when}<br>{broken(row.argument, 48)}<br>{row.publisher} ({row.page_grade})"
    )


def _statements(arguments: pd.DataFrame, meaning: str) -> pd.DataFrame:
    rows = _said(arguments).set_index("argument_id", drop=False)
    parts = []
    for said, ids in SPEAK[meaning].items():
        parts.append(rows.loc[ids].assign(said=said))
    return pd.concat(parts).assign(slot=lambda t: range(len(t)))


def _heard(here: pd.DataFrame) -> str:
    parts = []
    for said, start in (("moved", "Say moved"), ("not moved", "Say not moved")):
        names = [f"{row.surname}, {row.when}" for row in here[here["said"] == said].itertuples()]
        parts.append(f"{start}: {'; '.join(names) or 'nobody in our rows'}.")
    return " ".join(parts)


def _verdict_table(rows: pd.DataFrame, arguments: pd.DataFrame) -> pd.DataFrame:
    said = {meaning: _statements(arguments, meaning) for meaning in rows["meaning"]}

    def names(meaning: str, what: str) -> str:
        own = said[meaning]
        return "; ".join(f"{r.surname} ({r.when})" for r in own[own["said"] == what].itertuples()) or "–"

    return pd.DataFrame(
        {
            "Meaning of “moved”": rows["meaning"],
            "What counts": rows["counts"],
            "Known": rows["low"],
            "At most": rows["high"],
            "Out of": rows["of"],
            "“Moved no troops”": [VERDICTS[v] for v in rows["verdict"]],
            "Say moved": [names(m, "moved") for m in rows["meaning"]],
            "Say not moved": [names(m, "not moved") for m in rows["meaning"]],
        }
    )


def _verdict_title(meaning: str, row: pd.Series, counts_from: int) -> str:
    heading = meaning[0].upper() + meaning[1:]
    number = f"by {row['low']} of {row['of']}" if row["net"] else f"{row['low']} of {row['of']}"
    verdict = "stays open" if row["verdict"] == "open" else f"is {row['verdict']}"
    return (
        f"{heading}{' ' if row['net'] else ': '}{number}; from {counts_from} on, “moved no troops” {verdict}"
    )


def _better(table: pd.DataFrame, places: dict) -> list[tuple]:
    """Arrows from the worse to the better choice: (tail, head, side); none where both bring the same."""
    found = []
    gets = {(r.kyiv, r.moscow): (r.kyiv_gets, r.moscow_gets) for r in table.itertuples()}
    for kyiv in game.KYIV:
        left, right = (gets[kyiv, m][1] for m in game.MOSCOW)
        y = places[kyiv, "leave"][1]
        if left != right:
            ends = ((0.41, y), (0.59, y))
            found.append((*(ends if right > left else ends[::-1]), "russia"))
    for moscow in game.MOSCOW:
        up, down = (gets[k, moscow][0] for k in game.KYIV)
        x = places["cross", moscow][0]
        if up != down:
            ends = ((x, 0.37), (x, 0.63))
            found.append((*(ends if up > down else ends[::-1]), "ukraine"))
    return found


def _game_title(table: pd.DataFrame, price: float, filled: float, cost: float) -> str:
    if not table["stable"].any():
        return "No pair of choices is stable: each time one side would rather change its own"
    if not game.crossing_pays(price, filled, cost):
        return "With these payoffs Kyiv gains nothing by crossing first"
    lost, answer = game.gap(price, filled), game.reply(price, filled)
    if answer == "either":
        return f"If Kyiv crosses, moving and leaving cost Moscow the same ({_signed(-lost)})"
    verb = {"leave": "to leave its Donbas force", "move": "to move troops to Kursk"}[answer]
    pair = sorted((-lost, -float(game.DONBAS)), reverse=True)
    return f"If Kyiv crosses, Moscow's best reply is {verb} ({_signed(pair[0])} against {_signed(pair[1])})"


def _kyiv(choice: str) -> str:
    return {"cross": "crosses", "stay": "stays"}[choice]


def _moscow(choice: str) -> str:
    return {"leave": "leaves the Donbas force", "move": "moves troops"}[choice]


def _signed(value: float) -> str:
    return _plain(value).replace("-", "−")


def _plain(value: float) -> str:
    return f"{value:g}"


def _yes(column: pd.Series) -> list[str]:
    return ["yes" if value else "no" for value in column]
