"""How many examples the property tests try: `HYPOTHESIS_PROFILE=thorough` tries many more."""

import os

from hypothesis import HealthCheck, settings

# A test never measures time: a slow machine is not a fault. CI tries the same examples each time.
ALWAYS = {"deadline": None, "derandomize": "CI" in os.environ}
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "fanal")

settings.register_profile("fanal", **ALWAYS)
settings.register_profile("thorough", max_examples=1000, **ALWAYS)
settings.load_profile(PROFILE)

# Each example costs queries or a page: fewer of them, on one database for all.
on_one_database = settings(
    max_examples=300 if PROFILE == "thorough" else 20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
