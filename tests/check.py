# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make check`: every check, each told apart, and all of them even when the first one fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "format": ["ruff", "format", "--check", "-q", "."],
    "lint": ["ruff", "check", "-q", "."],
    "import contracts": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "src", "--lint", "--quiet"],
    "translations": ["hcat", "catalogues", "--check"],
    "migrations": ["hcat", "makemigrations", "--check", "--dry-run"],
    "settings behind TLS": ["hcat", "check", "--deploy", "--fail-level", "WARNING"],
    "types": ["mypy"],
}

BEHIND_TLS = {"HCAT_TLS": "1", "HCAT_TRUSTED_PROXIES": "1", "HCAT_HOSTS": "agenda.example"}


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as var:
        env = {**os.environ, "HCAT_VAR": var}
        for name, (tool, *options) in CHECKS.items():
            began = time.monotonic()
            tls = BEHIND_TLS if "TLS" in name else {}
            done = subprocess.run(
                [BIN / tool, *options], cwd=ROOT, env={**env, **tls}, capture_output=True, text=True
            )
            word = "ok" if done.returncode == 0 else "FAILED"
            print(f"{name:<20} {word:<7} {time.monotonic() - began:5.1f} s", flush=True)
            if done.returncode:
                failed.append(name)
                print((done.stdout + done.stderr).strip(), flush=True)
    print(
        f"All {len(CHECKS)} checks are in order."
        if not failed
        else f"To mend: {', '.join(failed)}."
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
