# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report on paper: an accessible PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcat.reports.document import Document


def pdf(document: Document) -> bytes:
    """The document as an accessible PDF; the same document gives the same bytes.

    Raises `Refused` where it cannot be read by everybody: without a title, or with a chart that
    has no description.
    """
    # Here, since this is an app: its translations are found before any model can be loaded.
    from .setting import pages

    return pages(document)
