# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text as people type it, as the HTML that is kept, and back.

A blank line begins a paragraph, a line with a dash a list; every other sign is what it is, `<`
and `&` too. Only a text that begins with a block of HTML is HTML, as recruitment systems export it.
"""

from __future__ import annotations

import html
import re

from hcat.postings.api import cleaned

_MARKED_UP = re.compile(r"\s*<(?:p|div|ul|ol|h[1-6]|section|article|blockquote)\b[^<>]*>", re.I)
_ITEM = re.compile(r"[-*•·]\s+(?=\S)")
_ENDS = re.compile(r"</p>(?=<p>)|</(?:p|ul|li)>\n")


def body_of(text: str) -> str:
    r"""The HTML that is kept of a text. Where a blank line stands around a list, a line end stands
    between its blocks, which no reader sees.

    >>> body_of("Wij vragen:\n- mbo 4\n- < 5 µm\n\nA<B en x>y")
    '<p>Wij vragen:</p><ul><li>mbo 4</li><li>&lt; 5 µm</li></ul>\n<p>A&lt;B en x&gt;y</p>'
    >>> body_of("<div>Wij <b>bouwen</b></div>")
    '<p>Wij <b>bouwen</b></p>'
    """
    if _MARKED_UP.match(text):
        return cleaned(text)
    made, is_after_blank = "", False
    for line in (one.strip() for one in text.replace("\x00", "").strip().splitlines()):
        if not line:
            is_after_blank = True
            continue
        made = _with(made, line, is_after_blank=is_after_blank)
        is_after_blank = False
    return made


def _with(made: str, line: str, *, is_after_blank: bool) -> str:
    """One line more: an item or a line of what stands last, or a block of its own."""
    is_item = _ITEM.match(line) is not None
    words = html.escape(_ITEM.sub("", line, count=1) if is_item else line, quote=False)
    between = "\n" if is_after_blank else ""
    if is_item:
        if made.endswith("</ul>"):
            return f"{made.removesuffix('</ul>')}{between}<li>{words}</li></ul>"
        return f"{made}{between}<ul><li>{words}</li></ul>"
    if made.endswith("</p>"):
        return f"{made}<p>{words}</p>" if is_after_blank else f"{made[:-4]}<br>{words}</p>"
    return f"{made}{between}<p>{words}</p>"


def as_typed(body: str) -> str:
    """The text that `body_of` makes this of: as it was typed, apart from the spaces around its
    lines and the sign before its items. What no typed text becomes comes back as its HTML.

    >>> as_typed("<p>Wij bouwen.<br>Machines &amp; meer.</p><p>Kom.</p>")
    'Wij bouwen.\\nMachines & meer.\\n\\nKom.'
    """
    text = _ENDS.sub("\n\n", body)
    text = re.sub(r"</(?:p|ul)>|</li>(?=<li>)|<br>", "\n", text)
    text = html.unescape(re.sub(r"</?(?:p|ul)>|</li>", "", text.replace("<li>", "- "))).strip()
    if body_of(text).replace("\n", "") == body.replace("\n", ""):
        return text
    return body if _MARKED_UP.match(body) else f"<p>{body}</p>"
