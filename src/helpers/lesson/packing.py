"""Make figures small enough to store every setting of an explorer in a notebook."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

DIGITS = 6  # numbers are rounded to six significant digits before they are stored or compared
SMALLEST = 30  # powers of ten beyond which a number counts as nothing
SHORT = 8  # lists shorter than this stay lists: they read better in a diff


def slim(figure: go.Figure) -> dict:
    """A figure as a dictionary with typed float32 / small-integer arrays and days without clock times."""
    return _slim(figure.to_plotly_json())


def pack(figures: Iterable[dict]) -> str:
    """All settings of an explorer as base64 of gzipped JSON and, after a line end, the bytes of its arrays.

    Equal parts stand once; lists of texts (row ids, hovers) keep only what differs from the text before.
    Read again by kxUnpack in unpack.js and by `unpack`.
    """
    pool: dict[str, list] = {}  # by attribute: like stands beside like, which gzip's short memory needs
    traces: list[dict[str, int]] = []
    known: dict[tuple[int, str], int] = {}

    def place(value: Any, store: list) -> int:
        key = (id(store), json.dumps(value, sort_keys=True))
        if key not in known:
            known[key] = len(store)
            store.append(value)
        return known[key]

    def keys(part: dict) -> dict[str, int]:
        return {name: place(value, pool.setdefault(name, [])) for name, value in part.items()}

    packed = [
        {"data": [place(keys(trace), traces) for trace in figure["data"]], "layout": keys(figure["layout"])}
        for figure in map(plain, figures)
    ]
    arrays = bytearray()
    text = json.dumps(
        {"pool": _shrunk(pool, arrays, {}), "traces": traces, "figures": packed}, separators=(",", ":")
    )
    return base64.b64encode(gzip.compress(text.encode() + b"\n" + arrays, 9, mtime=0)).decode()


def unpack(packed: str) -> list[dict]:
    """The figures that `pack` stored."""
    text, _, arrays = gzip.decompress(base64.b64decode(packed)).partition(b"\n")
    stored = json.loads(text)
    pool = _restored(stored["pool"], arrays)

    def filled(keys: dict[str, int]) -> dict:
        return {name: pool[name][i] for name, i in keys.items()}

    return [
        {"data": [filled(stored["traces"][i]) for i in figure["data"]], "layout": filled(figure["layout"])}
        for figure in stored["figures"]
    ]


def _shrunk(value: Any, arrays: bytearray, placed: dict[bytes, int]) -> Any:
    """The same value with typed arrays moved to `arrays` and lists of texts front-coded."""
    if isinstance(value, dict) and "bdata" in value:
        data = base64.b64decode(value["bdata"])
        if data not in placed:
            placed[data] = len(arrays)
            arrays += data
        return {**value, "bdata": [placed[data], placed[data] + len(data)]}
    if isinstance(value, dict):
        return {key: _shrunk(part, arrays, placed) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) >= SHORT and all(isinstance(part, str) for part in value):
        shared = [_shared(before, text) for before, text in pairwise(["", *value])]
        return {"front": [[n, text[n:]] for n, text in zip(shared, value, strict=True)]}
    return [_shrunk(part, arrays, placed) for part in value]


def _shared(before: str, text: str) -> int:
    """How many first characters two texts have in common."""
    same = (i for i, (a, b) in enumerate(zip(before, text, strict=False)) if a != b)
    return next(same, min(len(before), len(text)))


def _restored(value: Any, arrays: bytes) -> Any:
    if isinstance(value, dict) and isinstance(value.get("bdata"), list):
        start, end = value["bdata"]
        return {**value, "bdata": base64.b64encode(arrays[start:end]).decode()}
    if isinstance(value, dict) and set(value) == {"front"}:
        texts = [""]
        for shared, rest in value["front"]:
            texts.append(texts[-1][:shared] + rest)
        return texts[1:]
    if isinstance(value, dict):
        return {key: _restored(part, arrays) for key, part in value.items()}
    return [_restored(part, arrays) for part in value] if isinstance(value, list) else value


def plain(figure: dict) -> dict:
    """The same figure with arrays as Plotly's base64 form, ready for JSON."""
    return json.loads(json.dumps(figure, default=_typed_array))


def fingerprint(figure: dict) -> str:
    """Twelve hex digits that change when the figure changes by more than rounding; names its picture."""
    text = json.dumps(plain(figure), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _slim(value: Any) -> Any:
    if isinstance(value, dict) and "bdata" in value:  # Plotly's own form of an array
        array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
        shape = [int(size) for size in str(value.get("shape", len(array))).split(",")]
        return _slim_array(array.reshape(shape))
    if isinstance(value, dict):
        return {key: _slim(part) for key, part in value.items()}
    if isinstance(value, (np.ndarray, pd.Series, pd.Index)):
        return _slim_array(np.asarray(value))
    if isinstance(value, (list, tuple)):
        numbers = len(value) >= SHORT and all(type(part) in (int, float) for part in value)
        return _slim_array(np.array(value)) if numbers else [_slim(part) for part in value]
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return _days(np.array([value], dtype="datetime64[ns]"))[0]
    if isinstance(value, np.generic):
        return _slim(value.item())
    if isinstance(value, float):
        return None if np.isnan(value) else _rounded(np.array([value]))[0].item()
    return value


def _slim_array(values: np.ndarray) -> Any:
    if values.dtype.kind == "M":
        return _days(values)
    if values.ndim == 1 and len(values) < SHORT:
        return [_slim(value) for value in values.tolist()]
    if values.dtype.kind in "iu":
        return values.astype(_smallest(values))
    if values.dtype.kind == "f":
        return _rounded(values).astype(np.float32)
    return [_slim(value) for value in values.tolist()]


def _smallest(values: np.ndarray) -> np.dtype:
    most = int(np.abs(values).max(initial=0))
    return next(np.dtype(kind) for kind in ("i1", "i2", "i4") if most <= np.iinfo(kind).max)


def _rounded(values: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.floor(np.log10(np.abs(values)))
    step = 10.0 ** (DIGITS - 1 - np.clip(np.nan_to_num(size), -SMALLEST, SMALLEST))
    return np.round(values * step) / step


def _days(values: np.ndarray) -> list:
    stamps = pd.DatetimeIndex(values)
    midnight = bool(((stamps == stamps.normalize()) | stamps.isna()).all())
    return [None if pd.isna(s) else s.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M") for s in stamps]


def _typed_array(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {
            "dtype": value.dtype.str[1:],
            "bdata": base64.b64encode(np.ascontiguousarray(value).tobytes()).decode(),
            **({"shape": ", ".join(map(str, value.shape))} if value.ndim > 1 else {}),
        }
    raise TypeError(f"A figure holds {type(value).__name__}, which cannot be stored.")
