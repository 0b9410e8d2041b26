import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits():
    """No test is refused for what the tests before it asked."""
    cache.clear()
