# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever brings a file that is too large is not sent to a command that is not there."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError

from hcat.web.surveys.desk_forms.surveys import FileForm
from hcat.web.surveys.desk_forms.waves import ListForm


@pytest.mark.parametrize(
    ("form", "name"), [(ListForm(), "people.csv"), (FileForm(has_draft=False), "asked.xlsx")]
)
def test_a_file_that_is_too_large_is_told_without_a_command(form: Any, name: str) -> None:
    file = SimpleUploadedFile(name, b"x")
    file.size = 11 * 1024 * 1024
    with pytest.raises(ValidationError) as told:
        form.fields["file"].clean(file)
    said = str(told.value.messages[0])
    assert "10 MB" in said
    assert "hcat" not in said
