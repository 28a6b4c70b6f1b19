"""What is chosen on a page stands in its address, in words of no language.

So a copied link shows the same view to whoever opens it, and a switch of language keeps it. The
first option of a choice of one, and no option of a choice of several, stay out of the address.
Streamlit's own binding writes the labels of options there, which change with the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.dashboard.markup import plain

Option = TypeVar("Option", bound=str)

_ADDRESS: Final = "address"
"""Where the session keeps what it wrote to the address: of each key, the page, the values, and what
the widget showed."""
_PAGE: Final = "page"
_LISTED: Final = 6
"""Options that are shown side by side; more are a list to open."""


def on_page(name: str) -> None:
    """Says which page is shown, before anything is chosen on it."""
    st.session_state[_PAGE] = name


def several(
    column: DeltaGenerator, label: str, options: Mapping[str, str], everything: str, *, key: str
) -> tuple[str, ...]:
    """What is chosen of options, which are names by value; none where nothing is.

    everything is what the empty field says.
    """
    _hold(key, [value for value in _wanted(key) if value in options], options)
    chosen = column.multiselect(
        label, list(options), format_func=options.__getitem__, placeholder=everything, key=key
    )
    _write(key, chosen, chosen)
    return tuple(chosen)


def one(label: str, options: Mapping[Option, str], *, key: str, **looks: Any) -> Option:
    """Which of some options is chosen, names by value; the first one by default.

    A few stand side by side, more are a list to open. looks go to the widget.
    """
    default = next(iter(options))
    value = chosen_of(options, key=key)
    _hold(key, value, options)
    if len(options) > _LISTED:
        value = st.selectbox(
            label, list(options), format_func=options.__getitem__, key=key, **looks
        )
    else:
        value = st.segmented_control(
            label,
            list(options),
            format_func=lambda option: plain(options[option]),
            required=True,
            key=key,
            **looks,
        )
    _write(key, [] if value == default else [value], value)
    return value


def chosen_of(options: Mapping[Option, str], *, key: str) -> Option:
    """What `one` gives, before it is drawn."""
    wanted = asked(key=key)
    return next((value for value in options if value == wanted), next(iter(options)))


def asked(*, key: str) -> str | None:
    """What is asked for, whether or not it is an option; None for what is chosen by default."""
    return next(iter(_wanted(key)), None)


def _wanted(key: str) -> Sequence[str]:
    """The values that the address asks for anew, or else those that were chosen."""
    now = st.query_params.get_all(key)
    written = st.session_state.setdefault(_ADDRESS, {}).get(key)
    if written is None:
        return now
    page: str
    values: list[str]
    page, values, drawn = written
    # An address without the key is that of another page, where what was chosen still holds, or
    # one that the reader went back to.
    elsewhere = not now and page != st.session_state.get(_PAGE)
    if now != values and not elsewhere:
        return now
    held = st.session_state.get(key)
    # What stood there by default may be another option now: only a reader's choice stays.
    if held is None or held == drawn:
        return values
    return [held] if isinstance(held, str) else held


def _hold(key: str, value: Any, options: Mapping[Any, str]) -> None:
    """Gives a widget its value where it has another one, knows it by its other name, or is new."""
    names = [options[each] for each in ([value] if isinstance(value, str) else value)]
    # On another page, and with more options or fewer, the same key is that of another widget.
    shown = (st.session_state.get(_PAGE), names, len(options) > _LISTED)
    held = f"{key} as shown"
    if st.session_state.get(held) != shown or st.session_state.get(key) != value:
        st.session_state[key] = value
    st.session_state[held] = shown


def _write(key: str, values: Sequence[str], drawn: str | Sequence[str]) -> None:
    """Puts values into the address; drawn is what the widget showed for them."""
    if st.query_params.get_all(key) != list(values):
        st.query_params[key] = list(values)
    st.session_state[_ADDRESS][key] = (st.session_state.get(_PAGE), list(values), drawn)
