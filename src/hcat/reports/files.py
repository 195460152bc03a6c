# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as files: for the reader to keep, and for a spreadsheet."""

from __future__ import annotations

from .models import Report
from .queries import document_of


def pdf_of(report: Report, language: str) -> bytes:
    """The signed file byte for byte; before that the report as it stands, made now."""
    kept = report.files.filter(language=language).first()
    if kept is not None and report.withdrawn_on is None:
        return bytes(kept.content)
    from hcat.reports.printing import pdf  # loads the typesetter

    return pdf(document_of(report, language))


def workbook_of(report: Report, language: str) -> bytes:
    """Every table of the report as a sheet of a workbook."""
    from hcat.reports.workbook import workbook

    return workbook(document_of(report, language))
