#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of a table for the buildings: what is said of the rows not taken, and that they can be saved."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import SOUTH, STEP, WEST, edits, project  # noqa: E402
from desktop import Window  # noqa: E402
from tap import case, main, polygon, run, run_json, tool, write_geojson  # noqa: E402

TABLE = """code,address,households,people
H1,,24,60
,Elm Road 2,30,70
,No Such Road 1,5,5
H1,,99,99
,,7,7
"""


def block(west, south, size):
    ring = [(west, south), (west + size, south), (west + size, south + size), (west, south + size)]
    return polygon([[WEST + x * STEP, SOUTH + y * STEP] for x, y in ring])


def open_table(path, table):
    window = Window(path)
    window.find("Look at level")
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.wangge.Wangge", "--object-path",
                    "/org/wangge/Wangge", "--method", "org.gtk.Actions.Activate", "open-path",
                    f"[<'{table}'>]", "{}"], check=True, capture_output=True)
    window.find("Bring in as")
    window.use_front_window()
    return window


@case
def rows_not_taken_are_shown_and_saved(folder):
    path = project(folder)
    run("import", path, write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"H{n}", "address": f"Elm Road {n}"}, block(0.1 + 0.2 * n, 0.4, 0.05)) for n in (1, 2, 3)]),
        "--as", "buildings")
    table, saved = os.path.join(folder, "numbers.csv"), os.path.join(folder, "rejected.xlsx")
    with open(table, "w", encoding="utf-8") as file:
        file.write(TABLE)
    window = open_table(path, table)
    try:
        window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown("To Be Brought In"),
                         "the last step")
        window.act_until(lambda: window.key("alt+a"), lambda: window.is_shown("Take These Numbers?"),
                         "the report")
        told = window.find("numbers.csv: 5 rows; 2 found their building, 1 of them by code; 2 change it")
        lines = told.get_name().split("\n")
        assert any(line.endswith("(1)") for line in lines) and len(lines) >= 5, lines
        assert edits(path, "import-building-numbers") == 0
        window.use_front_window()
        window.act_until(lambda: window.key("alt+s"), lambda: window.is_shown("Save Report"), "the chooser")
        window.use_front_window()
        window.key("ctrl+a")
        window.write(saved)
        window.act_until(lambda: window.key("Return"), lambda: os.path.exists(saved), "the saved rows")
        window.wait_for(lambda: not window.is_shown("Save Report"), "the closed chooser")
        window.use_front_window()
        window.act_until(lambda: window.key("alt+i"),
                         lambda: edits(path, "import-building-numbers") == 1, "the numbers in the file")
    finally:
        window.close()
    listed = subprocess.run([tool("ogrinfo"), "-ro", "-al", saved], capture_output=True, text=True,
                            check=True).stdout
    assert "No Such Road 1" in listed and "Feature Count: 3" in listed, listed
    tally = run_json("info", path, "--grid", "330106001000")["tally"]
    assert (tally["households"], tally["people"], tally["households_unknown"]) == (54, 130, 1), tally
    assert run_json("verify", path)["valid"]


main()
