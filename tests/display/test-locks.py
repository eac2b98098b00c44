#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks and pins: by key and button, refused edits name what is fixed, the file keeps all of it."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import edits, has_corner, open_window, project, stored_rings  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def locked(path):
    return run_json("info", path)["locked"]


def pinned(path):
    return run_json("info", path)["pinned"]


def drag_refused(window, canvas, start, end, reason):
    """The reason stands in the hint while the button is down."""
    x, y = canvas.at(*start)
    to_x, to_y = canvas.at(*end)
    window.press(x, y)
    for step in range(1, 9):
        window.move(x + (to_x - x) * step / 8, y + (to_y - y) * step / 8)
    window.wait_for(lambda: window.map_state()["hint"].startswith(reason), f"the reason “{reason}”")
    window.release()


@case
def lock_by_key_refuses_a_drag_unlock_lets_it(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((1.5, 0.5))
        window.key("ctrl+l")
        window.wait_for(lambda: locked(path) == ["330106001001"], "the locked grid in the file")
        window.wait_for(lambda: window.action_state("lock") == "true", "the lock button on")
        canvas.choose("b", "border")
        drag_refused(window, canvas, (1.5, 1), (1.5, 1.2), "“第2网格” is locked")
        assert edits(path, "move-border") == 0
        canvas.drag((4, 1), (4.2, 1.1))
        window.wait_for(lambda: edits(path, "move-border") == 1, "a border elsewhere moved")
        window.key("ctrl+l")
        window.wait_for(lambda: locked(path) == [], "the unlocked grid in the file")
        canvas.drag((1, 1), (1.2, 1.2))
        window.wait_for(lambda: edits(path, "move-border") == 2, "the moved border in the file")
    finally:
        window.close()
    assert has_corner(stored_rings(path, "网格")["330106001001"], 1.2, 1.2)
    assert run_json("verify", path)["valid"]


@case
def lock_by_the_button_of_the_card_and_undo(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        window.click("Lock: Land and Borders Stay as They Are")
        window.wait_for(lambda: locked(path) == ["330106001000"], "the locked grid in the file")
        window.key("ctrl+z")
        window.wait_for(lambda: locked(path) == [], "the lock undone")
        window.wait_for(lambda: window.action_state("lock") == "false", "the lock button off")
    finally:
        window.close()


@case
def a_pinned_level_holds_its_borders(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        window.click("Look at level 街道")
        window.wait_for(lambda: not window.map_state()["moving"], "the level")
        window.click("Pin the Borders of This Level and Those Above")
        window.wait_for(lambda: pinned(path) == ["街道"], "the pinned level in the file")
        canvas.choose("alt+2", "border")
        drag_refused(window, canvas, (2, 0.5), (2.2, 0.5), "The borders of level “街道” are pinned")
        assert edits(path, "move-border") == 0
        canvas.drag((4, 1), (4.2, 1.1))
        window.wait_for(lambda: edits(path, "move-border") == 1, "an inner border moved")
    finally:
        window.close()
    run("unlock", path, "--level", "街道")
    assert pinned(path) == []


@case
def the_sizes_of_a_level_are_one_step(folder):
    path = project(folder)
    window, _ = open_window(path)

    def most():
        return run_json("level", path)[0]["households"]["max"]

    before = most()
    try:
        window.click("Look at level 街道")
        window.wait_for(lambda: window.map_state()["depth"] == 1, "the level")
        window.click("Sizes That This Level Asks of Its Grids")
        window.find("Sizes of Level 街道")
        window.use_front_window()
        window.click("Households, Most")
        window.key("ctrl+a")
        window.write("54321")
        window.key("Tab")
        window.click("Apply")
        window.wait_for(lambda: most() == 54321, "the rule in the file")
        assert edits(path, "level-rule") == 1
        window.use_front_window()
        window.key("ctrl+z")
        window.wait_for(lambda: most() == before, "the rule as it was")
    finally:
        window.close()


main()
