# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as files: for the reader to keep, and for a spreadsheet."""

from __future__ import annotations

from .document import Document
from .models import Report
from .queries import document_of


def pdf_of(report: Report, language: str) -> bytes:
    """The signed file byte for byte; before that the report as it stands, made now."""
    kept = report.files.filter(language=language).first()
    if kept is not None and report.withdrawn_on is None:
        return bytes(kept.content)
    from hcat.reports.printing import pdf  # loads the typesetter

    return pdf(document_of(report, language))


def print_document(document: Document) -> bytes:
    """Anything else that is printed in the style of the reports, such as a letter: a PDF."""
    from hcat.reports.printing import pdf  # loads the typesetter

    return pdf(document)


def workbook_of(report: Report, language: str) -> bytes:
    """The report as a workbook: everything that it tells, a table on each sheet."""
    from hcat.reports.sheets import tables_of
    from hcat.reports.workbook import workbook

    document = document_of(report, language)
    return workbook(document, tables_of(report, document))
