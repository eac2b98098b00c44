#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The atlas dialog offers the editions that were issued, and the number of the next."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import open_window, project  # noqa: E402
from tap import case, main, run  # noqa: E402


def open_chart(path):
    window, canvas = open_window(path)
    canvas.select((0.5, 0.5))
    window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
    window.use_front_window()
    return window


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
