"""Browsers end with the process that started them."""

import pytest

from tests.browser.windows import KEPT


@pytest.fixture(scope="session", autouse=True)
def browsers_end():
    yield
    while KEPT:
        KEPT.pop().end()
