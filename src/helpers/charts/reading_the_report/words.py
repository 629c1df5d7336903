"""What the figures of the lesson on reading the report say, each under the name of its figure."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import page
from helpers.charts.timelines import short_event
from helpers.words import MISSING, broken, count_word, day, days, number

WRAP = 52  # letters in a line of a hover
FOLDERS = {"incursion": "the incursion", "debate": "the debate", "dprk": "North Korea"}
WRONG = wording.VERDICTS["wrong"]
SHARE = "share wrong, with<br>its 95 % interval"
WHO = {
    "named": "a named person or body",
    "group": "a group without names",
    "nobody named": "nobody named",
    "own voice": "the report's own voice",
}
LIMITS = {
    "ceiling": "a ceiling",
    "floor": "a floor",
    "range": "a range",
    "almost": "“almost”",
    "vague": "a vague word",
    "plain": "a plain number",
}
WHO_SHORT = {
    "named": "somebody named",
    "group": "a group",
    "nobody named": "nobody named",
    "own voice": "own voice",
}
BARE, UNCLEAR = "bare", "unclear (translation)"
SOUNDS = {BARE: BARE, "softened": "softened", "strengthened": "surer", UNCLEAR: "unclear"}
CODED = "Coded by one of us from the English text, which is a translation; nobody coded it a second time."
HEDGES = (
    f"{CODED} Border cases S20 (“appears”) and S46 (“promises”) count as bare. Unclear, with dots: "
    "“undoubtedly” may be the French sans doute, “probably”."
)
CLOSED = "the text was closed about here, we infer"


def claim_hover(claim: Row) -> str:
    """Id, kind, words and speaker of one row of table claims."""
    said = f"{claim.speaker} ({claim.voice})" if isinstance(claim.speaker, str) else claim.voice
    through = f", {claim.through}" if isinstance(claim.through, str) else ""
    return f"<b>{claim.claim_id}</b>, {claim.kind}<br>{broken(claim.claim, WRAP)}<br>{said}{through}"


def hedge_hover(claim: Row) -> str:
    """A claim with the word that softens or limits it."""
    word = f"<br>word: “{claim.word}”" if isinstance(claim.word, str) else ""
    note = f"<br>{broken(claim.note, WRAP)}" if isinstance(claim.note, str) else ""
    return f"{claim_hover(claim)}{word}{note}"


def event_hover(row: Row) -> str:
    """One event with the day on which it could be read."""
    return f"<b>{day(row.day)}</b><br>{broken(row.what, WRAP)}<br>{page(row)}"


def report_as_bars(rows: pd.DataFrame) -> dict:
    """How many statements come with somebody who says them; `rows` with `spoken`."""
    spoken = rows[rows["spoken"]]
    told = rows[rows["through"] == wording.WRITERS_WORDS]
    parts = [(wording.SECTIONS[name], own) for name, own in rows.groupby("section", sort=False)]
    cells = {
        "Section": [name for name, _ in parts],
        "Statements": [len(own) for _, own in parts],
        "With a speaker": [int(own["spoken"].sum()) for _, own in parts],
        "Which": [", ".join(own.loc[own["spoken"], "claim_id"]) or MISSING for _, own in parts],
    }
    return {
        "title": f"The report makes {len(rows)} statements; in **{len(spoken)}** somebody is said to speak",
        "subtitle": "One bar a statement, as long as our wording of it; under the pen: with a speaker",
        "caption": "Report of about 20 Nov 2024, cut into statements and coded by us; another reader may cut "
        f"otherwise. {count_word(len(told)).capitalize()} that are told as seen from Moscow and Pyongyang "
        "are the writer's words: not marked.",
        "alt": [f"{name}: {len(own)}, with a speaker {own['spoken'].sum()}" for name, own in parts],
        "table": pd.DataFrame(cells),
    }


def with_speakers(rows: pd.DataFrame) -> str:
    """How many statements of a section have a speaker."""
    return f"<b>{rows['spoken'].sum()}</b> of {len(rows)}"


def claims_by_source(claims: pd.DataFrame, known: pd.DataFrame) -> dict:
    """How many statements have a speaker; `claims` with `who` and `spoken`, `known` are the voices."""
    spoken, analyst = int(claims["spoken"].sum()), "Emil Kastehelmi"
    behind = int((claims["speaker"].eq(analyst) | claims["through"].eq(analyst)).sum())
    own = claims.groupby("who")["claim_id"].agg(count=len, which=", ".join)
    known = known.merge(own, left_on="voice", right_index=True)
    heads = {"Who says so": "voice", "What we know of them": "known", "Statements": "count", "Which": "which"}
    return {
        "title": f"**{spoken} of {len(claims)}** statements come with a speaker; "
        f"one analyst stands behind {count_word(behind)}",
        "subtitle": "One square is one statement; under the pen: a person or a group is said to speak",
        "caption": "Report of about 20 Nov 2024, our coding. Common knowledge needs no source: the count "
        "shows where to ask, not who is wrong.",
        "alt": [f"{voice.voice}: {voice.count}" for voice in known.itertuples()],
        "table": table(known, heads),
    }


def known_and_missing(rows: pd.DataFrame, latest: pd.Timestamp) -> dict:
    """The day of the latest news in the text, and the later reports that it lacks."""
    missed, last = (rows["day"] > latest).sum(), day(rows["day"].max())
    lacks = f"{count_word(missed)} later reports are not in it" if missed else "none of ours is later"
    return {
        "title": f"The latest news in the text: **{day(latest)}**; {lacks}",
        "subtitle": f"What could be read to {last}, by day; mark: who said or did it; tinted: not in "
        "the report",
        "caption": f"{len(rows)} events around the days of the report, by the day on which they could be "
        "read. When the text was closed is an inference, no fact: the page itself is of about 20 Nov 2024.",
        "alt": [
            f"{day(row.day)}, {'in' if row.in_report == 'yes' else 'not in'}: {short_event(row)}"
            for row in rows.itertuples()
        ],
        "table": table(
            rows, {"Could be read on": "day", "In the report": "in_report", "What": "what"} | PAGE
        ),
    }


def wrong(counts: pd.Series) -> str:
    """How many rows of a part of the course were wrong."""
    return f"<b>{counts[WRONG]}</b> of {counts.sum()} wrong"


def check_hover(check: Row) -> str:
    """What the check of one row found."""
    return f"<b>{check.sample_id}</b>: {check.verdict}<br>{broken(check.what_was_found, WRAP)}"


def verification(counts: pd.DataFrame, share: float, low: float, high: float) -> dict:
    """Outcomes of the checked rows by part of the course, and the share of wrong ones with its interval."""
    total, named = counts.sum(), counts.rename(index=FOLDERS)
    return {
        "title": f"**{total[WRONG]} of {total.sum()}** checked rows of our own were wrong or misattributed",
        "subtitle": "One square is one checked row of the evidence, by part of the course",
        "caption": f"A random sample drawn once. {total[WRONG]} of {total.sum()} is "
        f"{number(share)} %; with 95 % confidence (Wilson) between {number(low)} and "
        f"{number(high)} %. Corrections were applied; the rows not drawn were not checked again.",
        "alt": [
            f"{name}: {', '.join(f'{n} {what}' for what, n in row.items())}" for name, row in named.iterrows()
        ],
        "table": named.rename_axis("Part").reset_index().rename_axis(columns=None),
    }


def my_ratings(given: pd.DataFrame) -> dict:
    """How many questions the reader holds more likely than not."""
    over = int((given["percent"] > 50).sum())
    return {
        "title": f"You gave **{over} of {len(given)}** questions more than 50 %",
        "subtitle": "Your own per cent for “yes”, the lowest on top",
        "caption": "No answers are shown here. The ratings stand in my_work on this computer only.",
        "alt": [f"{row.question} {number(row.percent)} %" for row in given.itertuples()],
        "table": table(
            given,
            {"Statement": "claim_id", "Question": "question", "Settled by": "settles_on"}
            | {"Your per cent": "percent", "I knew": "knew"},
        ),
    }


def rating_hover(row: Row) -> str:
    """One question and what the reader gave it."""
    return f"<b>{number(row.percent)} %</b><br>{broken(row.question, WRAP)}"


def rating(row: Row) -> str:
    """A rating beside its mark."""
    how = {"yes": "I knew", "read": "I read it here"}.get(row.knew, "")
    return f"<b>{number(row.percent)} %</b>" + (
        f" <span style='color:{theme.INK_2}'>{how}</span>" if how else ""
    )


def ladder(frame: pd.DataFrame) -> dict:
    """How sure the statements sound, by who says them."""
    sounds = frame["certainty"].value_counts()
    others = [(sounds.get(word, 0), short) for word, short in SOUNDS.items() if word != BARE]
    kept = [f"{count} {'is' if count == 1 else 'are'} {short}" for count, short in others]
    cells = frame.groupby(["who", "certainty"])["claim_id"].agg([len, ", ".join]).reset_index()
    cells.columns = ["Who says so", "How sure", "Statements", "Which"]
    seen_from = frame.loc[frame["through"] == wording.WRITERS_WORDS, "claim_id"]
    return {
        "title": f"**{sounds.get(BARE, 0)} of {len(frame)}** statements are bare; {', '.join(kept)}",
        "subtitle": "One square is one statement: who says it (rows) and how sure its words sound (columns)",
        "caption": f"{HEDGES} {' and '.join(seen_from)}, told as seen from Moscow and Pyongyang, stand with "
        "the groups.",
        "alt": ["{}, {}: {} ({})".format(*cell) for cell in cells.itertuples(index=False)],
        "table": cells,
    }


def hedges(rows: pd.DataFrame) -> list[str]:
    """The words by which statements of a cell sound soft, sure or unclear, each once."""
    return [] if rows.empty or rows["certainty"].iloc[0] == BARE else [*dict.fromkeys(rows["word"])]


def limiting(row: Row) -> str:
    """The word that limits a number, and whose voice it is."""
    word = "almost" if row.number_limit == "almost" else row.word
    return f"“{word}” <span style='color:{theme.INK_2}'>{WHO_SHORT[row.who]}</span>"


def numbers(some: pd.DataFrame) -> dict:
    """What limits the numbers of the report."""
    which = {limit: some.loc[some["number_limit"] == limit, "claim_id"] for limit in LIMITS}
    counts = {limit: len(ids) for limit, ids in which.items()}
    heads = {"Statement": "claim_id", "Limit": "number_limit", "Word": "word", "Voice": "who", "Note": "note"}
    return {
        "title": f"Of {len(some)} numbers only **{count_word(counts['plain'])}** are plain; "
        "the others have a limit or a vague word",
        "subtitle": "Statements with a number, by the word that limits it, and whose voice it is",
        "caption": CODED,
        "alt": [f"{limit}: {', '.join(ids)}" for limit, ids in which.items()],
        "table": table(some.sort_values("number_limit"), heads),
    }


def limits_by_speaker(rows: pd.DataFrame, ceiling: float) -> dict:
    """How many of the figures are ceilings and floors, how many lie above the report's, and their days."""
    bounds, dated = rows["bound"].value_counts(), rows["as_of_last"]
    above = count_word((rows["value"] > ceiling).sum())
    ends = [
        f"{count_word(count)} {word}{'' if count == 1 else 's'}"
        for count, word in ((bounds.get("up to", 0), "ceiling"), (bounds.get("at least", 0), "floor"))
    ]
    return {
        "title": f"**{', '.join(ends).capitalize()}** among {count_word(len(rows))} figures; "
        f"{above} are above the report's {number(ceiling)}",
        "subtitle": "North Korean soldiers said to be in Kursk oblast, by speaker, "
        f"{days(dated.min(), dated.max())}",
        "caption": "Soldiers in Kursk oblast: not in Russia as a whole, not in combat. We hold no figure of "
        "Moscow or Pyongyang for these days. The left edge is not 0.",
    }


def ceiling(value: float) -> str:
    """What the report says, beside its band."""
    return f"the report: up to {number(value)}"
