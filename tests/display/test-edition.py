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


def last(window, name):
    """The last of that name: an atlas has rows that the chart behind it has too."""
    window.find(name)
    return [node for node in window.walk() if node.get_name() == name][-1]


def click_below(window, node, beside):
    """Turns the wheel in the margin of the settings, where @beside begins, until the node can be clicked."""
    left, top, _width, _height = window.box(beside)

    def is_within():
        _x, y, _width, height = window.box(node)
        return y > 120 and y + height < 705 and height > 0

    for _ in range(60):
        if is_within():
            break
        window.click_at(left - 6, top + 150, button=5, times=2)
        time.sleep(0.2)
    window.wait_for(is_within, node.get_name())
    x, y, width, height = window.box(node)
    window.click_at(x + width / 2, y + height / 2)


@case
def a_chart_is_issued_when_it_is_saved(folder):
    path = project(folder)
    window = open_chart(path)
    try:
        click_below(window, last(window, "Issue as Edition 1"), window.find("Template"))
        assert editions(path) == []
        window.key("ctrl+s")
        out = window.save(".pdf")
        window.wait_for(lambda: editions(path) == [1], "the edition in the file")
        window.use_front_window()
        window.find("Issue as Edition 2")
        with open(out, "rb") as file:
            assert file.read(5) == b"%PDF-"
    finally:
        window.close()


@case
def an_atlas_is_issued_when_it_is_made(folder):
    path = project(folder)
    window = open_chart(path)
    try:
        window.act_until(lambda: window.click("Atlas…"), lambda: window.is_shown("Which Grids"), "the atlas")
        window.use_front_window()
        click_below(window, last(window, "Issue as Edition 1"), window.find("Which Grids"))
        window.key("alt+m")
        window.save(".pdf")
        window.wait_for(lambda: editions(path) == [1], "the edition in the file")
        window.use_front_window()
        window.find("Issue as Edition 2")
    finally:
        window.close()


@case
def a_file_that_is_no_picture_is_told_of(folder):
    path = project(folder)
    broken = os.path.join(folder, "logo.png")
    with open(broken, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    window = open_chart(path)
    try:
        click_below(window, window.find("Logo: choose a file"), window.find("Template"))
        window.wait_for(lambda: window.is_shown("Choose a Picture"), "the chooser")
        window.use_front_window()
        window.key("ctrl+l")
        window.write(broken)
        window.act_until(lambda: window.key("Return"),
                         lambda: window.is_shown("logo.png cannot be read as a picture."), "the sentence")
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
