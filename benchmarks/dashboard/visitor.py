"""A visitor of a Streamlit app who speaks to its server as a browser does, and draws nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

_FILTERS: Final = "multiselect"
_SWITCHES: Final = "button_group"
_LISTS: Final = "selectbox"
_TO_BE_RUN_AGAIN: Final = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_PATIENCE: Final = 300.0
"""Seconds after which an answer is waited for no longer."""


class VisitError(Exception):
    """A page that did not answer: which."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something on a page to choose with: its label, and the options as they read.

    kind is multiselect (any of the options), button_group or selectbox (one of them); default are
    those that are chosen to begin with.
    """

    id: str
    kind: str
    label: str
    options: tuple[str, ...]
    default: tuple[str, ...]

    @property
    def is_filter(self) -> bool:
        """Whether several of its options may be chosen at once, and none means all."""
        return self.kind == _FILTERS


class Visitor:
    """Opens a page by its path in the address, and chooses on it.

    seconds is how long the last answer took, from asking the server to run the page to the last
    word that it said of it; problem what it said where it could not show the page, else "".
    controls are those of the page as it stands, pages the names of all pages by their path. Raises
    VisitError where there is no answer at all.
    """

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self.seconds = 0.0
        self.problem = ""
        self.controls: list[Control] = []
        self.pages: dict[str, str] = {}
        self._socket = socket
        self._page = page
        self._hash = self._query = ""
        self._chosen: dict[str, Sequence[str]] = {}
        self._run()

    def choose(self, control: Control, *options: str) -> None:
        """Chooses options of a control, in the place of what was chosen in it."""
        self._chosen[control.id] = options
        self._run()

    def _run(self) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name = self._query, self._page
        state.page_script_hash = self._hash
        for control in self.controls:
            widget = state.widget_states.widgets.add(id=control.id)
            options = self._chosen[control.id]
            if control.kind == _LISTS:
                widget.string_value = "".join(options)
            else:
                widget.string_array_value.SetInParent()
                widget.string_array_value.data.extend(options)
        asked = time.perf_counter()
        self._socket.send(message.SerializeToString())
        self._listen()
        self.seconds = time.perf_counter() - asked

    def _listen(self) -> None:
        controls: dict[str, Control] = {}
        while True:
            try:
                content = self._socket.recv(_PATIENCE)
            except TimeoutError:
                raise VisitError(f"{self._name()}: no answer in {_PATIENCE:.0f} seconds") from None
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                controls.clear()
                self.problem = ""
            elif kind == "navigation":
                self._hash = message.navigation.page_script_hash
                self.pages = {
                    "" if page.is_default else page.url_pathname: page.page_name
                    for page in message.navigation.app_pages
                }
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "delta":
                element = message.delta.new_element
                self.problem = _problem(element) or self.problem
                found = _control(element)
                if found is not None:
                    controls[found.id] = found
                    self._chosen.setdefault(found.id, found.default)
            elif kind == "script_finished" and message.script_finished != _TO_BE_RUN_AGAIN:
                self.controls = list(controls.values())
                return

    def _name(self) -> str:
        return self.pages.get(self._page) or self._page or "the page that opens first"


@contextmanager
def visiting(port: int, page: str = "") -> Iterator[Visitor]:
    """A new visitor of a page at a port, by default of the one that opens first."""
    address = f"ws://localhost:{port}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        yield Visitor(socket, page)


def _problem(element: Any) -> str:
    """What an element says is wrong with the page; "" where it says no such thing."""
    kind = element.WhichOneof("type")
    if kind == "exception":
        return str(element.exception.message)
    is_error = kind == "alert" and element.alert.format == element.alert.ERROR
    return str(element.alert.body) if is_error else ""


def _control(element: Any) -> Control | None:
    kind = element.WhichOneof("type")
    if kind not in (_FILTERS, _SWITCHES, _LISTS):
        return None
    widget = getattr(element, kind)
    options = tuple(each.content if kind == _SWITCHES else each for each in widget.options)
    default: Iterable[str]
    if kind == _LISTS:
        default = [widget.raw_value] if widget.set_value else options[widget.default :][:1]
    elif widget.set_value:
        default = widget.raw_values
    else:
        default = (options[place] for place in widget.default)
    return Control(widget.id, kind, widget.label, options, tuple(default))
