"""What to ask a list: values for each parameter, worked out from its declaration."""

from quotes.api.params import (
    ChoiceParam,
    FlagParam,
    MomentParam,
    NameParam,
    NumberParam,
    ReferenceParam,
    WordsParam,
)

WORDS = {
    "harbour": True,
    "zzzz": False,
    '"stay open"': True,
    '"stay open until': True,
    "friday OR taxes": True,
    "harbour -taxes": True,
}
"""Searches of texts, and whether they find something among the walk's rows."""

NAMES = {
    "mara voss": True,
    "voss": True,
    "zzzzqqqq": False,
    '"mara voss"': True,
    "mara -voss": True,
    "oscar OR zelenyi": True,
    "Мара Восс": None,
}
"""Look-ups of names. None: that depends on the list."""

MOMENTS = ("2001-01-01", "2031-03-05T09:30:00+02:00")


def is_search(param):
    """Whether a parameter is words to look for, not one value to choose."""
    return param.name == "q" and isinstance(param, WordsParam | NameParam)


def searches_for(params):
    """The searches that a list with ``params`` takes: text to whether it finds any."""
    words = params.get("q")
    if words is None:
        return {}
    return NAMES if isinstance(words, NameParam) else WORDS


def values_for(param, rows):
    """Values to give ``param`` of a list, as texts; ``rows`` are all of its JSON.

    Raises NotImplementedError for a sort of parameter that nobody has thought of.
    """
    if isinstance(param, ChoiceParam):
        return list(param.choices)
    if isinstance(param, FlagParam):
        return ["true", "false"]
    if isinstance(param, MomentParam):
        return list(MOMENTS)
    if isinstance(param, NumberParam):
        middle = (param.least + param.most) / 2
        low = param.least + (1 if param.whole else 0.7)
        return [str(int(n) if param.whole else n) for n in (low, middle, param.most)]
    if isinstance(param, ReferenceParam | NameParam):
        shown = [row[param.name] for row in rows if row.get(param.name)]
        keys = [str(one["id"]) if isinstance(one, dict) else one for one in shown]
        return sorted(set(keys))[:2]
    raise NotImplementedError(f"Say which values to give {param!r}.")
