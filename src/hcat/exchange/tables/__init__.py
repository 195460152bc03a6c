# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that people edit in a spreadsheet program and give back.

rows of the database --columns, writing--> CSV, XLSX, Table Schema
a file --reading--> rows --cells--> values --> a plan by row --> operations
"""
