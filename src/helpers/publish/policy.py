"""The content security policy of our own pages: what stands in a page may run, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<inside>.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA = re.compile(r"""\btype=["'](?:text/plain|application/json)["']""")  # a browser runs none of these


def policy(html: str) -> str:
    """The meta element that lets a page run its own scripts and files beside it, and reach nothing.

    Scripts in the page are named by their hash, so that one which comes in with a text does not run. A file
    is allowed by where it lies: from a USB stick a browser checks no file's hash, and 'self' is nobody.

    Parameters
    ----------
    html : the page as it is written, with all its scripts.
    """
    inside = (found["inside"] for found in SCRIPT.finditer(html) if not DATA.search(found["attributes"]))
    hashes = " ".join(dict.fromkeys(f"'{_hash(text)}'" for text in inside if text))
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' file: {hashes}",
        "style-src": "'self' file: 'unsafe-inline'",
        "img-src": "data: blob: 'self' file:",
        "font-src": "data:",
        "connect-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    content = "; ".join(f"{name} {value}" for name, value in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
