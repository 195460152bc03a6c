# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may stand in XML of what others wrote."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """Without the signs that XML 1.0 (2.2) has no place for, not even as a number.

    >>> for_xml("Las\\x00ser\\ufffe")
    'Lasser'
    """
    return _NOT_IN_XML.sub("", text)
