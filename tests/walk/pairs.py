"""Which of all combinations of a list's parameters are asked.

A filter, a search and an order each add their own to one query, so that a fault is in
one of them or where two meet; all three together would be six times as many.
"""

from itertools import cycle, islice


def side_by_side(some, others):
    """Pairs in which each of both is once or more: the shorter begins again."""
    longer = max(len(some), len(others))
    return islice(zip(cycle(some), cycle(others), strict=False), longer)


def under_filter(number, asked):
    """Searches and orders to ask under the filter of that ``number``, as pairs.

    asked: to each pair whether the list answers it under no filter. Each search and
    each order that is answered there is asked, under the next filter with others.
    Orders that no search was answered in may want a filter: those are asked with all.
    """
    answered = [pair for pair, was_answered in asked.items() if was_answered]
    orders = _from(number, list(dict.fromkeys(order for _, order in answered)))
    left, pairs = dict.fromkeys(orders), []
    for search in dict.fromkeys(search for search, _ in answered):
        takes = [order for order in orders if (search, order) in answered]
        order = next((order for order in takes if order in left), takes[0])
        left.pop(order, None)
        pairs.append((search, order))
    for order in left:
        takes = _from(number, [search for search, one in answered if one == order])
        pairs.append((takes[0], order))
    return pairs + [pair for pair in asked if pair[1] not in orders]


def _from(number, values):
    """All of ``values`` from that place on, in a ring."""
    at = number % len(values)
    return values[at:] + values[:at]
