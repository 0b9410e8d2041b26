"""How many examples property tests try, and whether they are the same ones each time.

As the suite runs them they are the same for the same code: no change fails because
other numbers were drawn than the day before. ``HYPOTHESIS_PROFILE=long`` finds faults:
it draws new ones, many more and longer, keeps those that failed in ``.hypothesis`` and
shrinks them.
"""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

PROFILES = ("suite", "long")
MORE_EXAMPLES = 25
MORE_STEPS = 3

# The clock says how busy the machine is, and nothing of the code.
_EVER: dict[str, Any] = {"deadline": None, "print_blob": True}
settings.register_profile("suite", derandomize=True, **_EVER)
settings.register_profile(
    "long",
    max_examples=100 * MORE_EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow],
    **_EVER,
)


def chosen_profile() -> str:
    """Return the profile that the environment names; SystemExit for an unknown one."""
    name = os.environ.get("HYPOTHESIS_PROFILE") or "suite"
    if name not in PROFILES:
        raise SystemExit(f"HYPOTHESIS_PROFILE is one of {', '.join(PROFILES)}.")
    return name


def examples(number: int, *, suppress: list[HealthCheck] | None = None) -> settings:
    """Return settings for ``number`` examples; for many more where the run is long."""
    more: dict[str, Any] = {"suppress_health_check": suppress} if suppress else {}
    times = MORE_EXAMPLES if chosen_profile() == "long" else 1
    return settings(max_examples=number * times, **more)


def sequences(number: int, *, steps: int) -> settings:
    """Return settings for ``number`` runs of a state machine, of ``steps`` acts each.

    An act costs tens of milliseconds: only a long run shrinks what failed.
    """
    long = chosen_profile() == "long"
    return settings(
        examples(number, suppress=list(HealthCheck)),
        stateful_step_count=steps * (MORE_STEPS if long else 1),
        phases=tuple(Phase) if long else (Phase.generate,),
    )
