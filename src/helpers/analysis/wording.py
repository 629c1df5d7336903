"""Who says the statements of the report, how sure they sound, how they came to the page; our own check."""

from __future__ import annotations

import math
from statistics import NormalDist

import pandas as pd

from helpers.given import DataError, a_day

NO_SOURCE = ("own voice", "nobody named")
WRITERS_WORDS = "the report's own words"
KINDS = ("judgement", "fact", "estimate", "prediction")
LIMITS = ("ceiling", "floor", "range", "almost", "vague", "plain")
SECTIONS = {  # parts of the report → what they are about
    "value": "value of the salient",
    "forces": "forces",
    "incursion": "incursion",
    "goals": "goals",
    "retaking": "retaking",
    "logistics": "logistics",
    "dprk": "North Korea",
}
VERDICTS = {
    "confirmed": "confirmed",
    "confirmed elsewhere": "confirmed",
    "wrong": "wrong or misattributed",
    "misattributed": "wrong or misattributed",
    "not found": "not found",
}


def spoken_by(claims: pd.DataFrame) -> pd.Series:
    """Name the row of the speaker chart for each claim: own voice, nobody, or the speaker.

    Parameters
    ----------
    claims : rows of table claims (voice, speaker, through).

    Returns
    -------
    One text per row: a voice of table voices, or a speaker whom that table does not hold.

    >>> analysis.wording.spoken_by(load("claims", claim_id=["S01a", "S06", "S24"])).tolist()
    ["the report's own voice", 'US and Ukrainian officials', 'Russia, told by Kastehelmi']
    """

    def who(claim: pd.Series) -> str:
        if claim["voice"] == "own voice":
            return "the report's own voice"
        if claim["voice"] == "nobody named":
            return "nobody named"
        if pd.notna(claim["through"]) and claim["speaker"] == "Russia":
            return f"Russia, told by {claim['through'].split()[-1]}"
        return str(claim["speaker"])

    return claims.apply(who, axis=1).astype(object) if len(claims) else pd.Series(dtype=object)


def without_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims in the writer's own voice or with nobody named (without "as seen from", which names a view).

    >>> len(without_source(pd.DataFrame({"voice": ["own voice", "group", "nobody named"]})))
    2
    """
    return claims[claims["voice"].isin(NO_SOURCE)]


def with_speaker(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that come with a person or a group who says them; the writer's words for others are left out.

    >>> claims = load("claims")
    >>> f"{len(analysis.wording.with_speaker(claims))} of {len(claims)}"
    '14 of 55'
    """
    return claims[~claims["voice"].isin(NO_SOURCE) & (claims["through"] != WRITERS_WORDS)]


def by_kind(claims: pd.DataFrame) -> pd.DataFrame:
    """Count per kind: all claims, and those without a source.

    Parameters
    ----------
    claims : rows of table claims (kind, voice).

    Returns
    -------
    Index kind; columns all, without_source (numbers of claims).

    >>> analysis.wording.by_kind(load("claims")).loc["judgement"].to_dict()
    {'all': 26, 'without_source': 16}
    """
    both = {
        "all": claims["kind"].value_counts(),
        "without_source": without_source(claims)["kind"].value_counts(),
    }
    return pd.DataFrame(both).reindex(KINDS).fillna(0).astype(int)


def coded(claims: pd.DataFrame, wording: pd.DataFrame) -> pd.DataFrame:
    """Join the coding of the words to the claims and name the voice as the ladder of hedges shows it.

    Parameters
    ----------
    claims, wording : tables claims and claim_wording.

    Returns
    -------
    All claims with certainty, number_limit, word, note and who: the claim's voice (named, group, nobody
    named, own voice, …).

    Raises
    ------
    DataError : a claim without a coding.

    >>> rows = analysis.wording.coded(load("claims", claim_id="S07"), load("claim_wording"))
    >>> rows[["certainty", "number_limit", "word", "who"]].values.tolist()
    [['bare', 'ceiling', 'up to', 'group']]
    """
    both = claims.merge(wording, on="claim_id", how="left", validate="one_to_one")
    missing = both.loc[both["certainty"].isna(), "claim_id"].tolist()
    if missing:
        raise DataError(f"No coding of the words for: {', '.join(missing)}.")
    return both.assign(who=both["voice"])


def pages_that(chains: pd.DataFrame, chain: str, say: str) -> int:
    """Number of pages in the main line of a chain that keep what `say` names.

    Parameters
    ----------
    chains : table chains.
    chain : its name, for example "50,000 troops"; 0 for a name that is not in the table.
    say : what is kept, as in column kept.

    >>> analysis.wording.pages_that(load("chains"), "50,000 troops", "nothing taken from the east")
    5
    """
    main = chains[(chains["chain"] == chain) & (chains["relation"] == "main")]
    kept = main.loc[main["link"] == "declared", "kept"].fillna("").str.split(";")
    return int(kept.map(lambda parts: say in parts).sum())


def relaying_pages(chains: pd.DataFrame, chain: str, origin: str) -> int:
    """Number of pages that carry what `origin` printed, in the main line of a chain.

    Parameters
    ----------
    chains : table chains.
    chain : its name; 0 for one that is not in the table.
    origin : a name of column from_label.

    >>> analysis.wording.relaying_pages(load("chains"), "50,000 troops", "New York Times")
    6
    """
    main = chains[(chains["chain"] == chain) & (chains["relation"] == "main")]
    return int(((main["from_label"] == origin) & (main["link"] == "declared")).sum())


def percent_of_pages(evidence: pd.DataFrame, *grades: str) -> float:
    """Per cent of the rows with a page whose page is of one of these grades.

    >>> grades = ["relay", "agency", "party", "primary"]
    >>> rows = pd.DataFrame({"source_id": ["a", "b", "c", None], "page_grade": grades})
    >>> round(percent_of_pages(rows, "relay", "mirror"))
    33
    """
    paged = evidence[evidence["source_id"].notna()]
    return float(100 * paged["page_grade"].isin(grades).mean())


def declared_origins(chains: pd.DataFrame, chain: str) -> list[str]:
    """Those with whom a chain starts, as the pages themselves declare it (beside the main line too).

    >>> pages = {"from_label": ["Pentagon", "CNN"], "to_label": ["CNN", "the report"]}
    >>> declared_origins(pd.DataFrame(pages).assign(chain="50,000", link="declared"), "50,000")
    ['Pentagon']
    """
    rows = chains[(chains["chain"] == chain) & (chains["link"] == "declared")]
    return sorted(set(rows["from_label"]) - set(rows["to_label"].dropna()))


def printed_by(chains: pd.DataFrame, chain: str, origin: str, last: str) -> int:
    """Number of pages that print the statement of a chain up to a day, the page of `origin` left out.

    Parameters
    ----------
    chains : table chains.
    chain : its name; 0 for one that is not in the table.
    origin : a name of column to_label.
    last : the last day, as YYYY-MM-DD, included.

    The six that carry the New York Times, and ABC News with a source of its own:

    >>> analysis.wording.printed_by(load("chains"), "50,000 troops", "New York Times", last="2024-11-11")
    7
    """
    rows = chains[
        (chains["chain"] == chain) & (chains["link"] == "declared") & (chains["to_label"] != origin)
    ]
    return int((rows["to_day"] <= a_day(last)).sum())


def world_read(events: pd.DataFrame) -> pd.Series:
    """The day on which the world could read of each event: said_on where it differs, else its first day.

    >>> days = pd.DataFrame({"said_on": [None, "2024-11-15"], "date_first": ["2024-11-13", "2024-11-14"]})
    >>> world_read(days).tolist()
    ['2024-11-13', '2024-11-15']
    """
    return events["said_on"].fillna(events["date_first"])


def in_window(events: pd.DataFrame) -> pd.DataFrame:
    """Events marked as in the report or not in it, by the day the world could read of them (column day).

    Parameters
    ----------
    events : rows of table events; those without a mark in in_report are dropped.

    A test of drones on 14 November that state media reported a day later:

    >>> rows = analysis.wording.in_window(load("events", event_id="2024-11-14-kim-drone-order"))
    >>> rows["day"].tolist(), rows["in_report"].tolist()
    ([Timestamp('2024-11-15 00:00:00')], ['yes'])
    """
    rows = events[events["in_report"].notna()].assign(day=world_read)
    return rows.sort_values(["day", "in_report", "event_id"], ascending=[True, False, True]).reset_index(
        drop=True
    )


def latest_known(events: pd.DataFrame) -> pd.Timestamp:
    """The day of the latest thing that the report knows: the day on which the world could read of it.

    Raises
    ------
    DataError : the report knows none of these events.

    >>> analysis.wording.latest_known(load("events"))
    Timestamp('2024-11-15 00:00:00')
    """
    known = in_window(events).query("in_report == 'yes'")
    if known.empty:
        raise DataError("None of these events is marked as known to the report.")
    return known["day"].max()


def missed_after(events: pd.DataFrame) -> pd.DataFrame:
    """Events of `in_window` after the latest day that the report knows; it has none of them.

    Raises
    ------
    DataError : the report knows none of these events.

    >>> analysis.wording.missed_after(load("events"))["event_id"].tolist()[:2]
    ['2024-11-16-ft-50-guns', '2024-11-17-permission-reported']
    """
    rows = in_window(events)
    return rows[rows["day"] > latest_known(events)].reset_index(drop=True)


def checked_rows(verification: pd.DataFrame) -> pd.DataFrame:
    """Table verification with the three outcomes that the chart shows (column outcome).

    >>> checked_rows(pd.DataFrame({"verdict": ["misattributed"]}))["outcome"].tolist()
    ['wrong or misattributed']
    """
    return verification.assign(outcome=verification["verdict"].map(VERDICTS))


def error_share(verification: pd.DataFrame) -> tuple[float, float, float]:
    """Share of checked rows that were wrong or misattributed, with its 95 % interval, in per cent.

    Parameters
    ----------
    verification : table verification, a random sample of our rows.

    Returns
    -------
    (share, low, high) in per cent; the interval is Wilson's for a share (E. B. Wilson, Journal of the
    American Statistical Association 22, 1927).

    Eight of seventy:

    >>> [round(value, 1) for value in analysis.wording.error_share(load("verification"))]
    [11.4, 5.9, 21.0]
    """
    outcomes = checked_rows(verification)["outcome"]
    return wilson(int((outcomes == VERDICTS["wrong"]).sum()), len(outcomes))


def wilson(hits: int, tries: int, level: float = 0.95) -> tuple[float, float, float]:
    """Share of hits in tries and Wilson's interval, all in per cent. Raises DataError without tries.

    >>> [round(value) for value in wilson(8, 70)]
    [11, 6, 21]
    """
    if tries <= 0 or not 0 <= hits <= tries:
        raise DataError(f"A share needs hits between 0 and the number of tries, not {hits} of {tries}.")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = hits / tries
    middle = (share + z**2 / (2 * tries)) / (1 + z**2 / tries)
    half = z / (1 + z**2 / tries) * math.sqrt(share * (1 - share) / tries + z**2 / (4 * tries**2))
    return 100 * share, 100 * (middle - half), 100 * (middle + half)
