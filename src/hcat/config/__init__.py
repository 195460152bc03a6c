# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the house together: settings, addresses, `hcat up`."""

import os

# Each request and each task is one thread beside others. Where linear algebra starts threads of its
# own besides, they wait for one another: on two busy cores a small decomposition took forty times
# as long. Read when NumPy is loaded, so it stands where everything begins.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
