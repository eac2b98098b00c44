#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts and atlases are issued as editions in their windows; a picture that cannot be read is told of."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import open_window, project  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def open_chart(path):
    window, canvas = open_window(path)
    canvas.select((0.5, 0.5))
    window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
    window.use_front_window()
    return window


def editions(path):
    return [edition["number"] for edition in run_json("chart", path, "--editions")]




def scroll_to(window, node, beside):
    """Turns the wheel at the left edge of the settings, where @beside is, until the row is in the window."""
    x, y, _width, _height = window.box(beside)

    def is_within():
        _x, top, _width, height = window.box(node)
        return 120 < top < 560 and height > 0

    for _ in range(40):
        if is_within():
            break
        window.click_at(x - 18, y + 150, button=5, times=3)
        time.sleep(0.3)
    window.wait_for(is_within, node.get_name())
    return window.box(node)


def save_as(window, path):
    """In the chooser that is in front."""
    window.find("Name", "label")
    window.use_front_window()
    window.key("ctrl+a")
    window.write(path)
    window.act_until(lambda: window.key("Return"), lambda: os.path.exists(path), path)


@case
def a_chart_is_issued_when_it_is_saved(folder):
    path = project(folder)
    out = os.path.join(folder, "chart.pdf")
    window = open_chart(path)
    try:
        x, y, width, height = scroll_to(window, window.find("Issue as Edition 1"), window.find("Template"))
        window.click_at(x + width / 2, y + height / 2)
        assert editions(path) == []
        window.key("ctrl+s")
        save_as(window, out)
        window.wait_for(lambda: editions(path) == [1], "the edition in the file")
        window.use_front_window()
        window.find("Issue as Edition 2")
        with open(out, "rb") as file:
            assert file.read(5) == b"%PDF-"
    finally:
        window.close()


@case
def an_atlas_is_since_an_edition(folder):
    path = project(folder)
    run("chart", path, "--level", "网格", "--issue", "4", "--date", "2026-11-23", "-o",
        os.path.join(folder, "atlas.pdf"))
    window = open_chart(path)
    try:
        window.act_until(lambda: window.click("Atlas…"), lambda: window.is_shown("Which Grids"), "the atlas")
        # The number after the last is offered; a grid with nothing below it has the whole project's level.
        window.find("Issue as Edition 5")
        window.find("10 grids, as they are now")
        window.use_front_window()
        x, y, width, height = window.box(window.find("All, changed or not"))
        window.click_at(x + width / 2, y + height / 2)
        window.wait_for(lambda: window.is_shown("Edition 4, 2026-11-23"), "the editions")
        window.key("Down", "Return")
        window.wait_for(lambda: not window.is_shown("A day…"), "the edition chosen")
        window.find("Edition 4, 2026-11-23")
    finally:
        window.close()


main()
