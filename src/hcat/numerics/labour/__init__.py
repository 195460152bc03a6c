# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labour market of highly skilled technicians: stocks, flows, balance, and how sure they are.

| concept | module |
|---|---|
| which regions, educations, ages and years | `axes` |
| what goes in: stocks, rates, growth, and how sure each of them is | `market` |
| random numbers that depend on what they are for, not on who draws them when | `chance` |
| the flows of one region: plain NumPy to read, compiled to run | `reference`, `kernel` |
| from draws to medians, intervals and probabilities | `summary` |
| the balance, its causes, ROA's indicator | `balance` |
| all regions, on one worker or many | `ensemble` |
| what would change: levers, and what each of them does | `levers`, `shapley` |
| which figure, if measured, would narrow it most | `sensitivity` |
| rates from short series; tables that meet margins; widths | `calibration`, `widths` |
| drawing lots for one person | `lots` |
| the same market person by person; compiled | `persons`, `persons_kernel` |
| ways through school into work | `pathways` |
| a whole population, as engines are compared on | `population` |
| what was known when; graduates some years ahead; its rivals | `vintages`, `graduates`, `rivals` |
| how a forecast is spread, scored and tried on the past | `predictive`, `scores`, `backtest` |
"""
