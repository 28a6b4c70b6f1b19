"""What is chosen on a page stands in its address, in words of no language.

So a copied link shows the same view to whoever opens it, and a switch of language keeps it. The
first option of a choice of one, and no option of a choice of several, stay out of the address.
Streamlit's own binding writes the labels of options there, which change with the language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.dashboard.markup import plain

Option = TypeVar("Option", bound=str)

_ADDRESS: Final = "address"
"""Where the session keeps what it wrote to the address: of each key, the page, the values, and what
the widget showed."""
_PAGE: Final = "page"
_ARRIVED: Final = "arrived"
"""Whether the reader comes from another page."""
_SHOWN: Final = " as shown"
"""Behind a key: where the session keeps how its widget looked on this page."""
_LISTED: Final = 6
"""Options that are shown side by side; more are a list to open."""


def on_page(name: str) -> None:
    """Says which page is shown, before anything is chosen on it."""
    st.session_state[_ARRIVED] = st.session_state.get(_PAGE) != name
    if st.session_state[_ARRIVED]:
        # The same key is that of another widget there.
        for key in [key for key in st.session_state if str(key).endswith(_SHOWN)]:
            del st.session_state[key]
    st.session_state[_PAGE] = name


def several(
    column: DeltaGenerator, label: str, options: Mapping[str, str], everything: str, *, key: str
) -> tuple[str, ...]:
    """What is chosen of options, which are names by value; none where nothing is.

    everything is what the empty field says.
    """
    values = [value for value in _wanted(key) if value in options]
    _hold(key, values, _named(values, options))
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
    _hold(key, value, _named([value], options))
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


def number(label: str, low: int, high: int, default: int, *, key: str) -> int:
    """Which whole number from low to high is chosen, on a slider."""
    wanted = asked(key=key) or ""
    is_near = wanted.isdecimal() and len(wanted) <= len(str(high))
    value = int(wanted) if is_near and low <= int(wanted) <= high else default
    _hold(key, value, [low, high, default])
    value = st.slider(label, low, high, key=key)
    _write(key, [] if value == default else [str(value)], value)
    return value


def row(names: Sequence[str], draw: Callable[[], Any], *, key: str) -> int:
    """Which row of a table is selected, by its place; the first one by default.

    names tell the rows apart; a row that was selected stands in the address by its own. draw draws
    the table, a dataframe of that key of which one row is selected, and returns its state. With
    other rows in the table the one that a reader selected stays selected, wherever it is now; where
    it has gone from below the same rows, the next one is.
    """
    wanted = st.query_params.get(key, "")
    before, written, last = st.session_state.get(f"{key}{_SHOWN}", (names, None, 0))
    if key not in st.session_state or written != wanted:
        is_chosen = wanted in names
        _select(key, names.index(wanted) if is_chosen else 0)
    else:
        place = _selected(st.session_state[key], before)
        is_chosen = place != last or bool(wanted)
        if before != names:
            stays, follows = before[place] in names, place and names[:place] == before[:place]
            is_chosen = is_chosen and bool(stays or follows)
            if stays and is_chosen:
                place = names.index(before[place])
            _select(key, min(place, len(names) - 1) if is_chosen else 0)
    place = _selected(draw(), names)
    value = names[place] if is_chosen else ""
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)
    st.session_state[f"{key}{_SHOWN}"] = (names, value, place)
    return place


def asked_anew(*, key: str) -> str | None:
    """The row that the address asks for, where it was not selected on the page."""
    wanted = st.query_params.get(key)
    _, written, _ = st.session_state.get(f"{key}{_SHOWN}", (None, None, None))
    return None if written == wanted else wanted


def _select(key: str, place: int) -> None:
    if place or key in st.session_state:
        st.session_state[key] = {"selection": {"rows": [place], "columns": [], "cells": []}}


def _selected(state: Any, names: Sequence[str]) -> int:
    return next((place for place in state["selection"]["rows"] if place < len(names)), 0)


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
    # Who comes from another page has an address without the key, and what was chosen still holds;
    # else it is one that the reader went back to.
    elsewhere = not now and (st.session_state.get(_ARRIVED) or page != st.session_state.get(_PAGE))
    if now != values and not elsewhere:
        return now
    held = st.session_state.get(key)
    # What stood there by default may be another option now: only a reader's choice stays.
    if held is None or held == drawn:
        return values
    return [str(held)] if isinstance(held, str | int) else held


def _hold(key: str, value: Any, looks: Any) -> None:
    """Gives a widget its value where it has another one, looks otherwise, or is new."""
    held = f"{key}{_SHOWN}"
    if st.session_state.get(held) != looks or st.session_state.get(key) != value:
        st.session_state[key] = value
    st.session_state[held] = looks


def _named(values: Sequence[str], options: Mapping[Any, str]) -> Any:
    """How a widget looks with these values: with other names, and with more options or fewer, it is
    another one."""
    return [options[value] for value in values], len(options) > _LISTED


def _write(key: str, values: Sequence[str], drawn: str | int | Sequence[str]) -> None:
    """Puts values into the address; drawn is what the widget showed for them."""
    if st.query_params.get_all(key) != list(values):
        st.query_params[key] = list(values)
    st.session_state[_ADDRESS][key] = (st.session_state.get(_PAGE), list(values), drawn)
