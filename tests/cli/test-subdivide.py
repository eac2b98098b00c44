#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counted households shared out to buildings, barriers from a file, and grids cut along them."""
import os

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.0006
N_COLUMNS, N_ROWS = 20, 12


def box(west, south, east, north):
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder):
    """One community of 1,200 households, 240 houses in rows, a main road through the middle."""
    east, north = WEST + N_COLUMNS * STEP, SOUTH + N_ROWS * STEP
    area = write_geojson(os.path.join(folder, "area.geojson"), [
        ({"code": "330106001001", "name": "东街社区", "户数": 1200, "人口": 3100}, box(WEST, SOUTH, east, north))])
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"B{row * N_COLUMNS + column:03d}", "层数": 1 + (row + column) % 6},
         box(WEST + (column + 0.2) * STEP, SOUTH + (row + 0.2) * STEP,
             WEST + (column + 0.7) * STEP, SOUTH + (row + 0.7) * STEP))
        for row in range(N_ROWS) for column in range(N_COLUMNS)])
    roads = write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"highway": kind}, {"type": "LineString", "coordinates": line}) for kind, line in [
            ("primary", [[WEST + 9.95 * STEP, SOUTH - STEP], [WEST + 9.95 * STEP, north + STEP]]),
            ("residential", [[WEST - STEP, SOUTH + 5.95 * STEP], [east + STEP, SOUTH + 5.95 * STEP]]),
            ("footway", [[WEST, SOUTH + 3.3 * STEP], [east, SOUTH + 3.3 * STEP]])]])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, area, "--level", "社区")
    run("import", path, houses, "--as", "buildings")
    return path, roads


@case
def estimate_and_subdivide(folder):
    path, roads = project(folder)
    shared = run_json("estimate", path, "--from", "社区", "--by", "floor-area")
    assert shared["households"] == 1200 and shared["people"] == 3100, shared
    assert shared["buildings"] == N_COLUMNS * N_ROWS and not shared["left_out"], shared
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert tally["households"] == 1200, tally
    barriers = run_json("import", path, roads, "--as", "barriers")
    assert barriers["lines"] == 2 and set(barriers["classes"]) == {"arterial", "minor"}, barriers
    words = ["--parent", "社区", "--into", "网格", "--households", "120:150:180"]
    proposed = run_json("subdivide", path, *words, "--dry-run")
    assert not proposed["committed"] and proposed["parts"] == proposed["in_band"], proposed
    done = run_json("subdivide", path, *words)
    for key in ("parents", "parts", "in_band", "contiguous", "buildings_cut", "worst_deviation"):
        assert done[key] == proposed[key], (key, done, proposed)
    assert done["parents"] == 1 and done["contiguous"] and done["buildings_cut"] == 0, done
    assert done["worst_deviation"] <= 0.2 and done["impossible"] == [], done
    assert done["cut_m"]["arterial"] > 500, done
    grids = [run_json("info", path, "--grid", code)["tally"]["households"] for code in done["grids"]]
    assert sum(grids) == 1200 and all(120 <= n <= 180 for n in grids), grids
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert run_json("subdivide", path, *words)["grids"] == done["grids"]
    # Once more: the grids that are there give way, and their codes are not given again.
    again = run_json("subdivide", path, *words, "--seed", "7")
    assert not set(again["grids"]) & set(done["grids"]), again
    assert run_json("verify", path)["valid"]


@case
def refusals(folder):
    path, roads = project(folder)
    words = ["--parent", "社区", "--into", "网格", "--households", "120:150:180"]
    told = run_json("subdivide", path, *words, status=1)
    assert [row["reason"] for row in told["impossible"]] == ["no-counts"], told
    run("subdivide", path, "--parent", "社区", "--into", "网格", "--households", "120:90:180", status=2)
    run("subdivide", path, "--parent", "网格", "--into", "社区", "--households", "120:150:180", status=2)
    run("subdivide", path, *words, "--barriers", "nothing", status=2)
    run("estimate", path, "--from", "社区", "--by", "height", status=2)
    run("import", path, roads, "--as", "barriers", "--class", "moat", status=2)


main()
