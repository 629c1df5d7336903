"""What the player makes controls of: one of three kinds for each choice of a chart."""

from __future__ import annotations

Options = list[tuple[str, dict[str, object]]]
SLIDER_FROM = 6  # this many days or numbers make a slider; words stay a list
SEGMENTS, LETTERS = 4, 40  # at most so many options with so many letters stand beside each other


def controls(name: str, options: Options, first: int) -> list[dict]:
    """The controls of a chart as the player reads them: id, name, kind, labels, place that is chosen.

    Parameters
    ----------
    name : id of the chart.
    options : (choice, label → value), one for every control.
    first : place of the setting that is shown first; the last choice changes fastest.
    """
    places: list[int] = []
    for _, values in reversed(options):
        first, place = divmod(first, len(values))
        places.insert(0, place)
    return [
        {
            "id": f"{name}-{choice}",
            "name": choice.replace("_", " "),
            "kind": _kind(list(values)),
            "labels": list(values),
            "chosen": place,
        }
        for (choice, values), place in zip(options, places, strict=True)
    ]


def _kind(labels: list[str]) -> str:
    if len(labels) >= SLIDER_FROM and all(label[:1].isdigit() for label in labels):
        return "slider"
    return "segments" if len(labels) <= SEGMENTS and len("".join(labels)) <= LETTERS else "list"
