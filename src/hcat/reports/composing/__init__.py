# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what there is to a document: what a report says is decided here, once for every form.

One module for each kind of report puts the sections in order; the others make one section each.
"""

from .compose import composed

__all__ = ["composed"]
