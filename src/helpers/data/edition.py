"""The published edition: what each file was when it was sealed, and a plain word where it is another now.

datapackage.json carries bytes, rows and hash of each file, and a seal over itself.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Callable
from pathlib import Path

from helpers.data.reading import MARK
from helpers.files import write_whole
from helpers.given import DataError

SEAL = "seal"  # property of the package: the digest of all the rest of it
NO_LINE = 0  # a warning shows the line of the file that it names
AFTER = "path"  # bytes, rows and hash stand behind this property of a resource
_told: set[tuple[str, str]] = set()


class NotAsPublished(UserWarning):
    """A file of data/ is not as it was published; the course goes on with what stands there."""


def digest(data: bytes) -> str:
    """What tells the content of a file from any other; the mark and the line ends of Windows do not count."""
    return "sha256:" + hashlib.sha256(data.removeprefix(MARK).replace(b"\r\n", b"\n")).hexdigest()


def package_digest(package: dict) -> str:
    """What tells a package from any other, however it is written down."""
    rest = {key: value for key, value in package.items() if key != SEAL}
    return digest(json.dumps(rest, sort_keys=True, ensure_ascii=False).encode())


def is_published(data: bytes, resource: dict) -> bool:
    """Is this the file that was sealed?"""
    return bool(resource.get("hash") == digest(data))


def difference(data: bytes, rows: int, resource: dict) -> str:
    """In one line what differs from the published table."""
    published = resource.get("rows", rows)
    if rows != published:
        how = f"this table has {rows} rows, the published one {published}"
    elif len(data) != resource.get("bytes"):
        how = f"this table has {len(data)} bytes, the published one {resource.get('bytes')}; rows are as many"
    else:
        how = "this table is as long as the published one, but something in it is not the same"
    if not data.endswith(b"\n"):
        how += "; its last line is perhaps cut"
    return f"{how}. Sentences and answers of the lessons may not fit it"


def tell(place: Path, name: str, mark: str, how: str) -> None:
    """Say once per edition of a file that it is not as published: a warning of one line.

    Parameters
    ----------
    place : the folder data/.
    name : the file as a reader knows it ("data/events.csv").
    mark : the digest of what stands there now.
    how : what differs.
    """
    if (f"{place}/{name}", mark) in _told:
        return
    _told.add((f"{place}/{name}", mark))
    advice = f"`git checkout {name}` brings the published one back; your own edition is sealed with "
    text = f"{how}. {advice}`python -m helpers.publish --seal`."
    warnings.warn_explicit(text, NotAsPublished, name, NO_LINE)


def unsealed(package: dict, contents: Callable[[dict], bytes]) -> list[str]:
    """Files of data/ that are not as they were sealed ("data/events.csv"), the package itself last.

    Parameters
    ----------
    package : what datapackage.json holds.
    contents : the bytes of a resource.
    """
    resources = package["resources"]
    names = [f"data/{each['path']}" for each in resources if not is_published(contents(each), each)]
    return names + ["data/datapackage.json"] * (package.get(SEAL) != package_digest(package))


def sealed(package: dict, contents: Callable[[dict], bytes], rows: dict[str, int]) -> dict:
    """The package with bytes, rows and hash of every file as it is now.

    Parameters
    ----------
    package : what datapackage.json holds.
    contents : the bytes of a resource.
    rows : how many each table has.
    """
    entries = [_with_seal(entry, contents(entry), rows) for entry in package["resources"]]
    again = {key: value for key, value in package.items() if key != SEAL} | {"resources": entries}
    return again | {SEAL: package_digest(again)}


def write(path: Path, package: dict) -> None:
    """Write datapackage.json in the form that it has: one space of indent, letters as they are.

    Raises DataError when the disk refuses.
    """
    try:
        write_whole(path, json.dumps(package, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise DataError(f"data/{path.name} could not be written: {error.strerror}.") from error


def _with_seal(entry: dict, data: bytes, rows: dict[str, int]) -> dict:
    seal: dict[str, object] = {"bytes": len(data), "hash": digest(data)}
    if entry["name"] in rows:
        seal["rows"] = rows[entry["name"]]
    again: dict[str, object] = {}
    for key, value in entry.items():
        if key not in ("bytes", "rows", "hash"):
            again[key] = value
        if key == AFTER:
            again |= seal
    return again
