# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any IATI file held against the schema and the ruleset, an activity at a time."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from hcat.foundation.api import Refused

from .reading import open_iati
from .rules import Finding, findings_in

SCHEMA = "iati-activities-schema.xsd"


def check_iati(path: Path, *, xsd: Path | None = None) -> Iterator[Finding]:
    """Everything that is wrong, in the order of the file; by the schema too, where it is given.

    Memory does not grow with the number of activities, but for their identifiers.
    """
    schema = None if xsd is None else _schema(xsd)
    file = open_iati(path)
    version = file.attributes.get("version", "")
    if version != "2.03":
        yield Finding(
            1, "", "iati-activities", _("The version is “%(version)s”.") % {"version": version},
            _("These rules are those of 2.03."), _("Write version=\"2.03\" and follow its rules."),
        )  # fmt: skip
    seen: set[str] = set()
    count = 0
    for activity in file.activities:
        count += 1
        found = [*_by_schema(activity, schema), *findings_in(activity)]
        name = (activity.findtext("iati-identifier") or "").strip()
        if name and name in seen:
            found.append(
                Finding(
                    activity.sourceline or 0,
                    name,
                    "iati-activity",
                    _("The identifier %(id)s stands there twice.") % {"id": name},
                    "",
                    _("Give each activity its own."),
                )
            )
        seen.add(name)
        yield from sorted(found, key=lambda one: one.line)
    if not count:
        yield Finding(
            1, "", "iati-activities", _("The file has no activity."), "", _("Give at least one.")
        )


def _schema(folder: Path) -> Any:
    path = folder / SCHEMA
    if not path.is_file():
        raise Refused(
            _("There is no %(name)s in %(folder)s.") % {"name": SCHEMA, "folder": folder},
            why=_("The schemas of IATI are not part of this program."),
            mend=_("Download those of version 2.03 from iatistandard.org into one folder."),
        )
    try:
        return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True)))
    except etree.LxmlError as error:
        raise Refused(
            _("The schema in %(folder)s cannot be read.") % {"folder": folder},
            why=str(error),
            mend=_("The files of one version belong together: download them all again."),
        ) from error


def _by_schema(activity: Any, schema: Any) -> Iterator[Finding]:
    """The activity alone in a file of its own, so that the whole need not be in memory."""
    if schema is None:
        return
    root = etree.Element("iati-activities", {"version": "2.03"})
    root.append(copy.deepcopy(activity))
    if schema.validate(root):
        return
    first = activity.sourceline or 0
    name = (activity.findtext("iati-identifier") or "").strip()
    for error in schema.error_log:
        yield Finding(
            max(error.line, first), name, error.path or "", error.message,
            _("The schema of IATI says so."), _("Look up the element in the standard."),
        )  # fmt: skip
