"""What a notebook must not betray: keys to somebody's accounts, and folders and addresses of a computer."""

from __future__ import annotations

import re
from typing import Any

from helpers.lesson.stored import with_packed, without_pictures
from helpers.publish.notebooks import source

SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a key of a service": (
        r"\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|hf_\w{20,}|pypi-[\w-]{20,}|npm_\w{20,}"
        r"|sk-[\w-]{20,}|AKIA[A-Z0-9]{16}|AIza[\w-]{30,}|xox[abprs]-[\w-]{10,})"
    ),
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "a password or token": (
        r"(?i:\b(?:password|passwd|secret|token|api_?key|authorization)\b['\"]?\s*[=:]\s*"
        r"['\"]?(?:bearer |token )?(?=[\w-]*\d)[\w-]{12,})"
    ),
    "a password in an address": r"\b[a-z]+://[^\s/:@\"']+:[^\s/:@\"']+@",
}
PLACES = {
    "a path of one computer": (
        r"(?<![\w./:-])(?:~/|/(?:home|Users|root|tmp|var|opt|srv|mnt|media|private|workspaces?)/|"
        r"[A-Za-z]:\\+(?=\w))[\w.~-]+[^\s\"'<>]*|\bfile://[^\s\"'<>]+"
    ),
    "an address of one computer": r"\bhttps?://(?:localhost|127\.0\.0\.1|\[::1\]|10\.|192\.168\.)[^\s\"'<>]*",
}


def private_faults(cell: dict) -> list[str]:
    """Keys, passwords, paths and addresses of a computer in the text, outputs and metadata of a cell."""
    outputs = [_bare(output) for output in cell.get("outputs", [])]
    text = "\n".join(_strings([source(cell), cell.get("metadata", {}), outputs]))
    faults = [
        f"holds {what}: take it out, and make it void"
        for what, form in SECRETS.items()
        if re.search(form, text)
    ]
    for what, form in PLACES.items():
        faults += [f"holds {what}: {found[0][:80]}" for found in [re.search(form, text)] if found]
    return faults


def _bare(output: dict) -> dict:
    """An output without its packed charts and pictures, which are compared otherwise."""
    data = dict(output.get("data", {}))
    if "text/html" in data:
        page = "".join(data["text/html"])
        data["text/html"] = without_pictures(with_packed(page, lambda _: ""))
    return {**output, "data": data}


def _strings(part: Any) -> list[str]:
    """All texts in lists and dictionaries, lines of one text joined."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict):
        return [text for value in part.values() for text in _strings(value)]
    return [text for value in part for text in _strings(value)] if isinstance(part, list) else []
