# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labour market of highly skilled technicians: stocks, flows, balance, and how sure they are.

| concept | module |
|---|---|
| which regions, educations, ages and years | `axes` |
| what goes in: stocks, rates, growth, and how sure each of them is | `market` |
| random numbers that depend on what they are for, not on who draws them when | `chance` |
| the flows of one region over the draws: plain NumPy to read, compiled to run | `reference`, `kernel` |
| from draws to medians, intervals and probabilities | `summary` |
| all regions, on one worker or many | `ensemble` |
"""
