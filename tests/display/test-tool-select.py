#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Select: clicks, box, lasso, levels, double click; in the real window."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import open_window, project  # noqa: E402
from tap import case, main  # noqa: E402


@case
def click_box_and_lasso(folder):
    window, canvas = open_window(project(folder))

    def selected(n):
        window.wait_for(lambda: window.map_state()["selected"] == n, f"{n} selected grids")

    try:
        canvas.select((0.5, 0.5), (1.5, 0.5))
        with window.held("shift"):
            window.click_at(*canvas.at(0.5, 0.5))
        selected(1)
        # The box takes what it meets and adds.
        canvas.drag((2.5, 0.5), (3.5, 1.5), held="shift")
        selected(5)
        window.key("Escape")
        selected(0)
        # The lasso takes what lies inside by most of its land, and nothing else.
        ring = [(-0.1, -0.1), (2.3, -0.1), (2.3, 1.3), (-0.1, 1.3), (-0.1, 0)]
        canvas.drag(*ring, held="ctrl")
        selected(2)
        ring = [(3.4, -0.1), (5.1, -0.1), (5.1, 2.1), (3.4, 2.1), (3.4, 0)]
        canvas.drag(*ring, held=["ctrl", "shift"])
        selected(6)
        canvas.drag(*ring, held="ctrl")
        selected(4)
    finally:
        window.close()


@case
def levels_and_double_click(folder):
    window, canvas = open_window(project(folder))
    try:
        canvas.select((0.5, 0.5))
        window.key("ctrl+Up")
        window.wait_for(lambda: window.map_state()["depth"] == 1, "the upper level")
        assert window.map_state()["selected"] == 1
        window.find("第1街道")
        window.key("ctrl+Down")
        window.wait_for(lambda: window.map_state()["depth"] == 2, "the lower level")
        assert window.map_state()["selected"] == 4
        scale = window.map_state()["scale"]
        window.click_at(*canvas.at(4.5, 1.5), times=2)
        window.wait_for(lambda: window.map_state()["scale"] < scale / 2, "the grid, filling the map")
        assert window.map_state()["selected"] == 1
    finally:
        window.close()


@case
def toolbar_chooses_tools(folder):
    window, _canvas = open_window(project(folder))
    try:
        for name, tool in (("Move Border", "border"), ("Split", "split"), ("Select", "select")):
            window.click(name, "push button")
            window.wait_for(lambda wanted=tool: window.map_state()["tool"] == wanted, name)
    finally:
        window.close()


main()
