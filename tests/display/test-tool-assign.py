#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assign: click, sweep, lasso, drop, digits; a grid that would lose all asks, a locked one refuses."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import edits, grids, open_window, project, stored_rings  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def area(ring):
    """In grids."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]))) / 2


@case
def a_piece_in_two_steps(folder):
    """A, then the piece onto its neighbour."""
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("a", "assign")
        canvas.drag((1.5, 0.5), (0.5, 0.5))
        window.find("Retire Grids Without Land?")
        window.click("Give and Retire")
        window.wait_for(lambda: grids(path) == 9, "the given land in the file")
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == 10, "it undone")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def cancel_keeps_the_grid(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        window.click_at(*canvas.at(1.5, 0.5))
        window.find("Retire Grids Without Land?")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Retire Grids Without Land?"), "the closed question")
    finally:
        window.close()
    assert grids(path) == 10 and edits(path, "assign") == 0


@case
def lasso_cuts_land_out(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        canvas.drag((0.9, 0.2), (1.5, 0.2), (1.5, 0.8), (0.9, 0.8), (0.9, 0.25), held="ctrl")
        window.wait_for(lambda: edits(path, "assign") == 1, "the given land in the file")
    finally:
        window.close()
    rings = stored_rings(path, "网格")
    assert abs(area(rings["330106001000"]) - 1.3) < 0.05, area(rings["330106001000"])
    assert abs(area(rings["330106001001"]) - 0.7) < 0.05
    assert run_json("verify", path)["valid"]


@case
def sweep_over_pieces_is_one_step(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        canvas.drag((0.5, 1.5), (1.5, 1.5), (1.5, 0.5))
        window.find("Retire Grids Without Land?")
        window.click("Give and Retire")
        window.wait_for(lambda: grids(path) == 7, "three grids given in the file")
    finally:
        window.close()
    assert edits(path, "assign") == 1
    assert abs(area(stored_rings(path, "网格")["330106001000"]) - 4) < 0.01


@case
def digits_choose_recent_targets(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("a", "assign")
        window.click_at(*canvas.at(0.5, 0.5))
        window.wait_for(lambda: window.map_state()["selected"] == 1, "the first target")
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["selected"] == 0, "no target")
        window.click_at(*canvas.at(3.5, 0.5))
        window.wait_for(lambda: "330106001003" in window.map_state()["hint"]
                        or "第4网格" in window.map_state()["hint"], "the second target")
        window.key("1")
        window.wait_for(lambda: "330106001000" in window.map_state()["hint"]
                        or "第1网格" in window.map_state()["hint"], "the first target again")
        canvas.drag((0.9, 0.2), (1.5, 0.2), (1.5, 0.8), (0.9, 0.8), (0.9, 0.25), held="ctrl")
        window.wait_for(lambda: edits(path, "assign") == 1, "the given land in the file")
    finally:
        window.close()
    assert area(stored_rings(path, "网格")["330106001000"]) > 1.2


@case
def a_locked_grid_keeps_its_land(folder):
    path = project(folder)
    run("lock", path, "--grid", "330106001001")
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        canvas.drag((0.9, 0.2), (1.5, 0.2), (1.5, 0.8), (0.9, 0.8), (0.9, 0.25), held="ctrl")
        window.find("“第2网格” is locked")
    finally:
        window.close()
    assert edits(path, "assign") == 0


main()
