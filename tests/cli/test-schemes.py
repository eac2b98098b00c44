#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two schemes of one project that both went on after the copy: what is the same in both, and what is not."""
import os

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return polygon([[west, south], [west + STEP, south], [west + STEP, south + STEP], [west, south + STEP]])


def project(folder):
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"33010600100{column + 1}", "name": f"第{column + 1}网格"}, square(column, 0))
        for column in range(4)])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, grids, "--level", "网格")
    return path


def halve(path, column):
    x = WEST + (column + 0.5) * STEP
    run("split", path, "--grid", f"33010600100{column + 1}",
        "--line", f"LINESTRING ({x} {SOUTH - STEP / 2}, {x} {SOUTH + STEP * 1.5})")


def changed(path, before, after):
    """The rows of the table of grids: the kind of change and the code of each, in order."""
    rows = []
    text = run("scheme", path, "--compare", before, "--with", after).stdout
    for line in text.split("Changed grids\n")[1].split("\n\n")[0].splitlines()[1:]:
        cells = line.split("\t")
        rows.append((cells[0], cells[2] or cells[3]))
    return sorted(rows)


@case
def each_scheme_counts_its_new_grids_for_itself(folder):
    path = project(folder)
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    halve(path, 0)
    run("scheme", path, "--open", "草案")
    halve(path, 3)
    rows = changed(path, first, "草案")
    # Both new ones got the next code; they are not the same grid for that.
    assert rows == [("Land", "330106001001"), ("Land", "330106001004"), ("New", "330106001005"),
                    ("Retired", "330106001005")], rows
    found = run_json("scheme", path, "--compare", first)
    assert found["kindred"] and found["grids_changed"] == 4, found


@case
def a_copy_of_a_copy_shares_what_came_before_it(folder):
    path = project(folder)
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    run("scheme", path, "--open", "草案")
    halve(path, 3)
    run("scheme", path, "--add", "第二稿")
    halve(path, 1)
    # The half that the copy already had is the same grid in both drafts ...
    rows = changed(path, "第二稿", "草案")
    assert [kind for kind, _code in rows] == ["Land", "New"], rows
    # ... and stays so when what lies between them is gone.
    run("scheme", path, "--open", "第二稿")
    halve(path, 2)
    before = changed(path, first, "第二稿")
    assert [kind for kind, _code in before] == ["Land", "Land", "New", "New"], before
    run("scheme", path, "--remove", "草案")
    assert changed(path, first, "第二稿") == before


main()
