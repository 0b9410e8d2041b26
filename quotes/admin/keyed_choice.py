"""Radio buttons of which each is chosen by a digit; the page begins at the first."""

from __future__ import annotations

from typing import Any

from django import forms

MOST_DIGITS = 9


class KeyedRadios(forms.RadioSelect):
    """Without JavaScript they are radio buttons like others.

    begins: whether the page begins here. then: the field into which choosing leads.
    """

    def __init__(
        self, *args: Any, begins: bool = True, then: str = "id_reason", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.begins, self.then = begins, then

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the option its digit; as it is looked for by quotes/keys.js."""
        option = super().create_option(*args, **kwargs)
        place = int(option["index"])
        if place < MOST_DIGITS:
            option["attrs"]["data-digit"] = str(place + 1)
            option["attrs"]["data-then"] = self.then
        if place == 0 and self.begins:
            option["attrs"]["data-focus"] = ""
        return option
