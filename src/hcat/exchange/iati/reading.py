# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""IATI files of anybody, an activity at a time: no entities, no DTD, no network, bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from hcat.foundation.api import Refused

LARGEST_MB = 200
LARGEST_ACTIVITY = 200_000
"""Elements in one activity."""
_ROOT = "iati-activities"


@dataclass(frozen=True, slots=True)
class File:
    """The root's attributes, and the activities, each to be looked at before the next is read."""

    name: str
    attributes: dict[str, str]
    activities: Iterator[Any]


def open_iati(path: Path) -> File:
    """Refused: what is no IATI file, is too large, or declares a document type.

    An activity may be used until the next is asked for; then it is emptied, so that memory stays
    flat however long the file is.
    """
    if not path.is_file():
        raise Refused(
            _("There is no file %(file)s.") % {"file": path},
            mend=_("Give the path of an IATI file."),
        )
    if path.stat().st_size > LARGEST_MB * 1024 * 1024:
        raise Refused(
            _("%(file)s is too large.") % {"file": path.name},
            why=_("It is over %(size)d MB.") % {"size": LARGEST_MB},
            mend=_("Split it: an IATI file may hold any number of activities."),
        )
    walk = _walk(path)
    attributes = next(walk)
    return File(path.name, attributes, walk)


def _walk(path: Path) -> Iterator[Any]:
    try:
        with path.open("rb") as file:
            events = etree.iterparse(
                file, events=("start", "end"), resolve_entities=False, no_network=True,
                load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True,
                remove_pis=True,
            )  # fmt: skip
            _event, root = next(events)
            if root.getroottree().docinfo.doctype:
                raise _strange(
                    path, _("It declares a document type, which an IATI file never does.")
                )
            if root.tag != _ROOT:
                raise _strange(path, _("Its first element is %(tag)s.") % {"tag": root.tag})
            yield dict(root.attrib)
            inside = 0
            for event, element in events:
                inside += 1 if event == "start" else 0
                if inside > LARGEST_ACTIVITY:
                    raise _strange(
                        path, _("One activity in it has more elements than can be read.")
                    )
                if event == "end" and element.getparent() is root:
                    inside = 0
                    if element.tag == "iati-activity":
                        yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del root[0]
    except etree.XMLSyntaxError as error:
        raise Refused(
            _("%(file)s is not well-formed XML.") % {"file": path.name},
            why=str(error),
            mend=_("Ask its maker for a file that is, or mend the line that is named."),
        ) from error


def _strange(path: Path, why: str) -> Refused:
    return Refused(
        _("%(file)s is not a file of IATI activities.") % {"file": path.name},
        why=why,
        mend=_("Give a file whose first element is iati-activities."),
    )


def text_of(parent: Any, name: str, language: str = "") -> str:
    """The first narrative of a child, in that language where there is one."""
    found = parent.find(name)
    if found is None:
        return ""
    narratives = found.findall("narrative")
    for one in narratives:
        if language and one.get("{http://www.w3.org/XML/1998/namespace}lang") == language:
            return " ".join("".join(one.itertext()).split())
    return " ".join("".join(narratives[0].itertext()).split()) if narratives else ""
