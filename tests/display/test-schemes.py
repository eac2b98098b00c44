#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schemes of a project in the real window: a draft is made, edited, compared, left and opened again."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return polygon([[west, south], [west + STEP, south], [west + STEP, south + STEP],
                    [west, south + STEP]])


def project(folder):
    path = os.path.join(folder, "plan.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, write_geojson(os.path.join(folder, "four.geojson"), [
        ({"code": f"33010600100{1 + 2 * row + column}", "name": f"G{column}{row}"}, square(column, row))
        for row in range(2) for column in range(2)]), "--level", "网格")
    return path


def show_schemes(window):
    window.act_until(lambda: (window.key("F10"), window.key("m")),
                     lambda: window.is_shown("New Scheme", "label"), "the schemes")


def opened(path):
    return [row["name"] for row in run_json("scheme", path) if row["open"]][0]


def codes(path):
    rows = run_json("number", path, "--level", "网格", "--pattern", "{n}", "--dry-run")["grids"]
    return {row["old_name"]: row["old_code"] for row in rows}


@case
def a_draft_beside_the_plan(folder):
    path = project(folder)
    first, before = opened(path), codes(path)
    window = Window(path)
    try:
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        show_schemes(window)
        window.use_front_window()
        window.click("Name")
        window.write("Draft 2027")
        window.click("Copy the Open One as a Draft")
        window.wait_for(lambda: opened(path) == "Draft 2027", "the draft, opened")
        window.use_front_window()
        window.find("Draft · Draft 2027", "label")
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        window.act_until(lambda: window.key("n"), lambda: window.map_state()["tool"] == "number",
                         "the Number tool")
        window.wait_for(lambda: window.map_state()["hint"], "a hint")
        window.click("DB11/T 2157")
        window.key("End", "Return")
        window.click("Pattern of the codes")
        window.key("ctrl+a")
        window.write("W{nn}")
        window.wait_for(lambda: "Enter" in window.map_state()["hint"], "the proposal")
        window.click("Apply")
        window.wait_for(lambda: set(codes(path).values()) == {"W01", "W02", "W03", "W04"}, "new codes")

        show_schemes(window)
        window.use_front_window()
        window.click("Open")
        window.wait_for(lambda: opened(path) == first, "the first scheme again")
        assert codes(path) == before
        window.use_front_window()
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    assert run_json("scheme", path, "--compare", "Draft 2027")["grids_changed"] == 4


FREE_LAND = f"POLYGON (({WEST} {SOUTH - STEP}, {WEST + STEP} {SOUTH - STEP}, {WEST + STEP} {SOUTH}, {WEST} {SOUTH}, " \
            f"{WEST} {SOUTH - STEP}))"


def draw(path, name):
    run("draw", path, "--polygon", FREE_LAND, "--level", "网格", "--name", name, "--code", "330106001009")


def choose(window, scheme, keys, sentence):
    """Puts a scheme in force by its menu; `keys` go to the entry from the first one."""
    def open_menu():
        window.click(f"More about {scheme}")
        window.wait_for(lambda: window.is_shown("Rename…"), "the menu")
        window.key(*keys, "Return")
    window.act_until(open_menu, lambda: window.is_shown(sentence, "label"), sentence)


@case
def a_scheme_put_in_force(folder):
    """The draft and the plan in force gave one code to different grids: the dialog says it, the draft's gets another."""
    path = project(folder)
    first = opened(path)
    run("scheme", path, "--add", "Draft 2027")
    draw(path, "Mine")
    run("scheme", path, "--open", "Draft 2027")
    draw(path, "Yours")
    window = Window(path)
    try:
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        show_schemes(window)
        window.use_front_window()
        choose(window, "Draft 2027", (), "1 grid of “Draft 2027” has a code that the scheme in force gave to another grid.")
        window.use_front_window()
        for text in ("330106001009", "Yours", "Mine", "330106001010"):
            window.find(text, "label")
        window.key("ctrl+a")
        window.write("2099-01-01")
        window.key("Return")
        window.wait_for(lambda: run_json("scheme", path)[1]["kind"] == "in-force", "the scheme, in force")
        window.wait_for(lambda: window.is_shown("In force from 2099-01-01 on", "label"), "its day")
        window.find("Still in force, until 2099-01-01", "label")
        window.use_front_window()
        # Too early, and then back to the first one.
        choose(window, first, ("Down",), "None of its codes is another grid’s in the scheme in force.")
        window.use_front_window()
        window.key("Return")
        window.wait_for(lambda: window.is_shown("The scheme in force began after this day. Give a later one, or change "
                                                "the day of that scheme first.", "label"), "what is wrong")
        window.click("Cancel")
    finally:
        window.close()
    assert codes(path)["Yours"] == "330106001010"
    assert [row["adopted"] for row in run_json("scheme", path)] == [None, "2099-01-01"]
    assert [row["kind"] for row in run_json("history", path)] == ["draw", "number"]
    assert run_json("verify", path)["valid"]


main()
