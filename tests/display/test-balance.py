#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cutting a community into grids of one size in the real window: proposals, Accept, undo."""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def grids(path):
    """Grids of the third level and their communities, by the file."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return dict(database.execute("SELECT id, parent FROM grid WHERE depth = 3 AND"
                                     " is_retired = 0"))


def open_balance(window):
    """Chooses the community in the middle of the map and opens the window for it."""
    node = window.find("Map")
    window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
    x, y, width, height = window.box(node)
    window.act_until(lambda: window.click_at(x + width / 2, y + height / 2),
                     lambda: window.map_state()["selected"] == 1, "a selected grid")
    window.act_until(lambda: window.key("ctrl+Up"),
                     lambda: window.map_state()["depth"] == 2, "its community")
    window.act_until(lambda: window.key("ctrl+b"),
                     lambda: window.is_shown("No Proposal Yet", "label"), "the window")
    window.use_front_window()


@case
def proposals_and_accept(folder):
    path = os.path.join(folder, "county.wangge")
    run("sample", path, "--grids", "60")
    before = grids(path)
    window = Window(path)
    try:
        open_balance(window)
        window.click("Make Proposals")
        window.find("Equal sizes", seconds=60.0)
        assert grids(path) == before
        window.click("Accept")
        window.wait_for(lambda: grids(path) != before, "new grids in the file")
        after = grids(path)
        assert len({parent for _, parent in set(before.items()) ^ set(after.items())}) == 1
        window.use_front_window()
        window.find("Map")
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == before, "the grids back")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def centres_and_only_the_bad_ones(folder):
    path = os.path.join(folder, "county.wangge")
    run("sample", path, "--grids", "60")
    before = grids(path)
    window = Window(path)
    try:
        open_balance(window)
        # Hardly any grid can have just so many.
        for name in ("At least", "Target", "At most"):
            window.click(name, "spin button")
            window.key("ctrl+a")
            window.write("299")
            window.key("Tab")
        window.act_until(lambda: window.click("More"), lambda: window.is_shown("On the Map"),
                         "the terms")
        window.act_until(lambda: window.key("alt+o"), lambda: window.is_shown("Map of the proposal"),
                         "the land")
        x, y, width, height = window.box(window.find("Map of the proposal"))
        window.act_until(lambda: window.click_at(x + width / 2, y + height / 2),
                         lambda: window.is_shown("1 centre", "label"), "a centre")
        window.act_until(lambda: window.key("alt+p"), lambda: window.is_shown("Near the target"), "a card")
        window.find("Equal sizes", seconds=90.0)
        window.find("Make Proposals", seconds=30.0)
        # Why they are not so, and where: a row takes the map there.
        window.find("What is not as asked, and why")
        window.find("Zoom In")
        window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown("Only the bad ones again"),
                         "another card")
        window.find("Make Proposals", seconds=30.0)
        assert grids(path) == before
        window.click("Accept")
        window.wait_for(lambda: grids(path) != before, "new grids in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def grids_in_the_way_are_told(folder):
    path = os.path.join(folder, "county.wangge")
    run("sample", path, "--grids", "60")
    window = Window(path)
    try:
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        window.act_until(lambda: window.key("ctrl+b"),
                         lambda: window.is_shown("No Proposal Yet", "label"), "the window")
        window.use_front_window()
        # The town's communities have grids: it cannot be cut into new communities.
        window.click("Whose land")
        window.act_until(lambda: window.key("Home", "Return"),
                         lambda: window.is_shown("1 of 1 街道 have grids in the way"), "the reason")
        window.find("Even Out the 社区")
        window.click("Cut Each 社区")
        window.find("The 54 网格 that are there are replaced")
    finally:
        window.close()


@case
def several_grids_are_cut_at_once(folder):
    path = os.path.join(folder, "county.wangge")
    run("sample", path, "--grids", "60")
    before = grids(path)
    window = Window(path)
    try:
        node = window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        x, y, width, height = window.box(node)
        window.act_until(lambda: window.click_at(x + width / 2, y + height / 2),
                         lambda: window.map_state()["selected"] == 1, "a selected grid")
        window.act_until(lambda: window.key("ctrl+Up"), lambda: window.map_state()["depth"] == 2,
                         "its community")

        def add_another():
            with window.held("shift"):
                for share in (0.6, 0.65, 0.7):
                    if window.map_state()["selected"] < 2:
                        window.click_at(x + width * share, y + height / 2)

        window.act_until(add_another, lambda: window.map_state()["selected"] == 2, "two communities")
        window.act_until(lambda: window.key("ctrl+b"),
                         lambda: window.is_shown("No Proposal Yet", "label"), "the window")
        window.use_front_window()
        window.click("Make Proposals")
        window.find("Equal sizes", seconds=60.0)
        window.click("Accept")
        window.wait_for(lambda: grids(path) != before, "new grids in the file")
        assert len({parent for _, parent in set(before.items()) ^ set(grids(path).items())}) == 2
        window.use_front_window()
        window.find("Map")
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == before, "the grids back")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


main()
