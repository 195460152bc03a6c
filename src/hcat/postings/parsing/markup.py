# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text with marks, made safe and plain."""

from __future__ import annotations

import html
import re

import nh3

KEPT = frozenset(
    ("p", "br", "ul", "ol", "li", "h2", "h3", "h4", "strong", "em", "b", "i", "blockquote")
)
_DROPPED = frozenset(("script", "style", "template", "noscript", "svg", "head", "title"))
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[a-z!/][^<>]*>", re.I)
_ESCAPED = re.compile(r"&lt;/?(?:p|div|br|ul|ol|li|h[1-6]|strong|em|b|span)\b", re.I)
_HEADING = re.compile(r"<(/?)h[156]\b[^<>]*>", re.I)
_DIV = re.compile(r"<(/?)(?:div|section|article)\b[^<>]*>", re.I)
_OPENS = re.compile(r"<(/?)([a-z][^\s/<>]*)", re.I)
_LIES_FLAT = frozenset(
    ("br", "hr", "img", "input", "link", "meta", "wbr", "p", "li", "td", "th", "tr", "option")
) | {"script", "style", "title"}
"""Nothing opens within these, or their like ends them: many after each other are not deep."""
DEEPEST = 32
"""Tags within each other: what is deeper nobody wrote, and takes a parser minutes."""
_KEPT_TAG = re.compile(r"(</?[a-z][a-z0-9]*>)")
_BLANK = re.compile(r"(?:\s|&nbsp;)*+")
_MANY = re.compile(r"<br>(?:\s*+<br>){2,}\s*+")
LONGEST = 60_000
"""Characters of a text: what is longer is a page, not a vacancy; the rest is left out."""


def cleaned(text: str) -> str:
    """HTML of a few harmless tags; what is no HTML becomes paragraphs.

    Escaped markup (as Greenhouse sends it) is unescaped once. Scripts, forms, pictures, styles,
    links and attributes go; what they said in words stays, except for scripts and styles.

    >>> cleaned("<div onclick=x>Wij <b>bouwen</b><script>x()</script></div>")
    '<p>Wij <b>bouwen</b></p>'
    >>> cleaned("Eerste regel\\n\\nTweede & laatste")
    '<p>Eerste regel</p><p>Tweede &amp; laatste</p>'
    """
    text = text[:LONGEST].replace("\x00", "")
    if _ESCAPED.search(text) and not _TAG.search(text):
        text = html.unescape(text)
    if not _TAG.search(text):
        return _paragraphs(html.unescape(text))
    text = _DIV.sub(r"<\1p>", _HEADING.sub(r"<\1h3>", _not_too_deep(text)))
    safe = nh3.clean(
        text, tags=set(KEPT), attributes={}, clean_content_tags=set(_DROPPED), link_rel=None
    )
    if len(safe) > 3 * LONGEST:  # marks left open, and repeated in each paragraph
        return _paragraphs(plain(text))
    return _MANY.sub("<br><br>", _without_empty(safe)).strip()


def _not_too_deep(text: str) -> str:
    """Without the tags that are opened within `DEEPEST` others, and what closes them: each becomes
    a ``wbr``, which holds nothing and is taken out with what else is not kept."""
    depth = over = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth, over
        closing, name = tag.groups()
        if name.casefold() in _LIES_FLAT:
            return tag.group()
        if not closing and depth < DEEPEST:
            depth += 1
        elif not closing:
            over += 1
            return "<wbr"
        elif over:
            over -= 1
            return "</wbr"
        else:
            depth = max(0, depth - 1)
        return tag.group()

    return _OPENS.sub(kept, text)


def _without_empty(safe: str) -> str:
    """Without elements that say nothing. `safe`: closed as it was opened, and no attributes."""
    made: list[str] = []
    opened: list[int] = []  # where each element begins in it
    told = 0  # what is before this is not empty
    for part in _KEPT_TAG.split(safe):
        is_tag = _KEPT_TAG.fullmatch(part) is not None
        if part.startswith("</") and is_tag and opened:
            began = opened.pop()
            if told <= began:
                del made[began:]
                continue
        elif is_tag and part != "<br>":
            opened.append(len(made))
        elif part != "<br>" and not _BLANK.fullmatch(part):
            told = len(made) + 1
        made.append(part)
    return "".join(made)


def plain(text: str) -> str:
    """The words of a text with marks: a line for each block, no entities.

    >>> plain("<p>Wij&nbsp;bouwen</p><ul><li>robots</li></ul>")
    'Wij bouwen\\nrobots'
    """
    if _ESCAPED.search(text) and not _TAG.search(text):
        text = html.unescape(text)
    if _TAG.search(text):
        text = nh3.clean(
            _BLOCK.sub("\n", _not_too_deep(text)), tags=set(), clean_content_tags=set(_DROPPED)
        )
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    return " ".join(plain(text[:LONGEST]).split())


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\r?\n\s*\r?\n", text.strip())
    made = ("<br>".join(html.escape(line.strip()) for line in b.splitlines()) for b in blocks)
    return "".join(f"<p>{one}</p>" for one in made if one)
