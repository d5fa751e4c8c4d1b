"""Every test of words begins and ends in English."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from facilitator_app import i18n


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(gettext.NullTranslations())
