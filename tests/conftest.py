"""Options of all tests: `--long` lets what looks for faults at random look for minutes instead of seconds."""

import pytest
from hypothesis import HealthCheck, settings

_LONG = 50
"""How many times as many examples a long run tries."""

# Time limits on single examples would fail on a busy machine, and say nothing.
settings.register_profile("short", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("short"), max_examples=100 * _LONG)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help=f"look for faults {_LONG} times as long")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "short")


@pytest.fixture(scope="session")
def long(pytestconfig: pytest.Config) -> bool:
    """Tell whether this is a long run."""
    return bool(pytestconfig.getoption("--long"))
