#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chart of a grid with its settings beside it, and the atlas that begins there."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import open_window, project  # noqa: E402
from tap import case, main  # noqa: E402


@case
def settings_lay_the_sheet_out_anew(folder):
    window, canvas = open_window(project(folder))
    try:
        canvas.select((0.5, 0.5))
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
        window.use_front_window()
        window.find("Grid sheet")
        # Another paper is another sheet: the zoom that fits it is smaller.
        before = window.wait_for(lambda: zoom(window), "the zoom")
        node = window.find("A4")
        x, y, width, height = window.box(node)
        window.click_at(x + width / 2, y + height / 2)
        window.wait_for(lambda: window.is_shown("A0"), "the papers")
        window.key("Down", "Down", "Down", "Down", "Return")
        window.wait_for(lambda: zoom(window) and zoom(window) < before, "the larger sheet")
        # Grids of the street: five of the ten.
        window.act_until(lambda: window.key("alt+a"), lambda: window.is_shown("Which Grids"),
                         "the atlas")
        window.find("10 grids, as they are now")
        window.use_front_window()
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Which Grids"), "the atlas closed")
    finally:
        window.close()


@case
def without_a_selection_the_first_unit_is_charted(folder):
    window, _canvas = open_window(project(folder))
    try:
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
        window.use_front_window()
        window.find("Wall map")
    finally:
        window.close()


@case
def an_atlas_of_several_selected_grids(folder):
    window, canvas = open_window(project(folder))
    try:
        canvas.select((0.5, 0.5), (1.5, 0.5), (1.5, 1.5))
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
        window.use_front_window()
        window.act_until(lambda: window.key("alt+a"), lambda: window.is_shown("Which Grids"),
                         "the atlas")
        window.find("The selected grids")
        window.find("3 grids, as they are now")
    finally:
        window.close()


def zoom(window):
    """In percent, as the button between the magnifying glasses says."""
    for node in window.walk():
        name = node.get_name() or ""
        if name.endswith(" %") and name[:-2].isdigit() and node.get_role_name() == "label":
            return int(name[:-2])
    return None


main()
