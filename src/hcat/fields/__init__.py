# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The technical fields, and what belongs to them: programmes (CROHO, crebo), occupations (ISCO-08).

| what | where |
|---|---|
| the fields, with titles and what belongs to them | `fields.yaml` |
| HBO and university programmes, each by its code | `croho.csv` |
| MBO programmes: codes, and rules on names | `crebo.yaml` |
| occupations: unit groups of ISCO-08 that are technical | `isco.csv` |

What cannot be mapped says why (`Reason`), and how many persons it leaves out (`coverage`).
"""
