# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a chart to a picture: kept on disk under a name made of its content.

The page writes the chart's data (a few hundred bytes); the picture is drawn when it is first
asked for. Both are only a cache: the folder may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from pathlib import Path
from typing import Any

from django.conf import settings

from .chart import Chart, to_dict

LOOK = "11"
"""Raised when the drawing changes, so that browsers ask for the new pictures."""
KEEP = 4000
"""Files kept in the folder; the oldest give way."""
LOCALES = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE"}
_NAME = re.compile(r"^[0-9a-f]{24}$")
_drawing = threading.Lock()


def folder() -> Path:
    return Path(settings.VAR_DIR) / "charts"


def put(chart: Chart) -> str:
    """Keep the chart's data and give its name, under which it can be drawn."""
    content = json.dumps([LOOK, chart], default=to_dict, ensure_ascii=False, sort_keys=True)
    name = hashlib.sha256(content.encode()).hexdigest()[:24]
    path = folder() / f"{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
        _tidy(path.parent)
    return name


def get(name: str) -> Chart | None:
    """The chart under this name, or None when the cache no longer holds it."""
    if not _NAME.match(name):
        return None
    try:
        _look, data = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Chart.from_dict(data)


def picture(name: str) -> bytes | None:
    """The chart as SVG, drawn once."""
    chart = get(name)
    if chart is None:
        return None
    path = folder() / f"{name}.svg"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        svg = draw(chart)
        _write(path, svg)
        return svg.encode()


def draw(chart: Chart) -> str:
    """The chart as SVG text. One at a time: the first takes a second, the next ones little."""
    import vl_convert

    from .plotting import spec

    locale: Any = LOCALES.get(chart.language, "en-GB")
    with _drawing:
        return vl_convert.vegalite_to_svg(
            spec(chart), format_locale=locale, time_format_locale=locale
        )


def warm_up() -> threading.Thread:
    """Load the drawing machine beside the start of the server, so that no reader waits for it."""
    thread = threading.Thread(target=_first_drawing, name="chart-warm-up", daemon=True)
    thread.start()
    return thread


def _first_drawing() -> None:
    from .chart import Dot, Row

    dot = Dot("2020-01-01", "2020-12-31", "2020", 1.0, "1")
    draw(Chart("nl", "", "", "", "count", "#000000", (Row("", (dot,)),)))


def _write(path: Path, content: str) -> None:
    """Whole or not at all, also when two processes draw the same chart."""
    draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    draft.write_text(content, encoding="utf-8")
    draft.replace(path)


def _tidy(where: Path) -> None:
    files = list(where.iterdir())
    if len(files) <= KEEP:
        return
    for old in sorted(files, key=lambda f: f.stat().st_mtime)[: len(files) - KEEP // 2]:
        old.unlink(missing_ok=True)
