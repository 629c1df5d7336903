"""A button that keeps what a reader wrote, says where, and asks before it replaces anything."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from helpers.lesson import my_work

AUTO = {"width": "auto"}


class Keeper:
    """A button and a note beside it.

    Parameters
    ----------
    said : words on the button.
    keep : saves, and returns what to say of it; `agreed` tells it whether this is a second press that agrees
        to replace. It may raise WouldOverwrite (the button asks once more), NotReadable or NotSaved.
    again : words on the button when it asks once more; "" where nothing is ever replaced.
    """

    def __init__(self, said: str, keep: Callable[[], str], again: str = "") -> None:
        import ipywidgets as w

        self._said, self._keep, self._again = said, keep, again
        self.agreed = False
        self.button = w.Button(description=said, layout=AUTO)
        self.note = w.HTML()
        self.button.on_click(self.press)
        self.box: Any = w.HBox([self.button, self.note], layout={"flex_flow": "row wrap"})

    def press(self, _: object) -> None:
        """Keep, or ask whether to replace."""
        self.agreed = bool(self._again) and self.button.description == self._again
        self.ask_again()
        try:
            self.tell(self._keep())
        except my_work.WouldOverwrite as error:
            self.button.description = self._again or self._said
            self.tell(f"{error} Press again to replace it." if self._again else str(error))
        except ValueError as error:
            self.tell(str(error))

    def ask_again(self, _: object = None) -> None:
        """Forget a first press, because something was changed after it."""
        self.button.description = self._said

    def tell(self, text: str, *, stop: bool = False) -> None:
        """Write plain text beside the button; `stop` switches the button off."""
        self.note.value = html.escape(text)
        self.button.disabled = stop
