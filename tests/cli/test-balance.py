#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids of the right size: melting small ones, moving land between unequal ones."""
import os

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.002
COLUMNS = 6


def square(column, row, size=1.0):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def code(column, row):
    return f"33010600{1 + column // 3}{row * 3 + column % 3 + 1:03}"


def project(folder, households):
    """Two communities beside one another, each of 3 x 2 grids with one house."""
    cells = [(column, row) for row in range(2) for column in range(COLUMNS)]
    communities = write_geojson(os.path.join(folder, "communities.geojson"), [
        ({"code": f"33010600{1 + side}", "name": f"{'甲乙'[side]}社区"},
         polygon([[WEST + x * STEP, SOUTH + y * STEP] for x, y in
                  ((3 * side, 0), (3 * side + 3, 0), (3 * side + 3, 2), (3 * side, 2))]))
        for side in range(2)])
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": code(*cell), "name": f"第{number}网格"}, square(*cell))
        for number, cell in enumerate(cells, 1)])
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"户数": households(*cell), "人口": 3 * households(*cell)},
         square(cell[0] + 0.4, cell[1] + 0.4, 0.1)) for cell in cells])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, communities, "--level", "社区")
    run("import", path, grids, "--level", "网格")
    run("import", path, houses, "--as", "buildings")
    return path


@case
def aggregate_pairs(folder):
    path = project(folder, lambda column, row: 40 + column)
    arguments = ("aggregate", path, "--level", "网格", "--households", "70:90:110")
    planned = run_json(*arguments, "--dry-run")
    assert planned["before"] == 12 and planned["after"] == 6, planned
    assert planned["in_band"] == 6 and planned["contiguous"] and not planned["impossible"], planned
    assert run_json("info", path)["levels"][1]["grids"] == 12
    done = run_json(*arguments)
    assert done["result"] == planned["result"], (done, planned)
    assert sum(grid["households"] for grid in done["result"]) == 2 * sum(range(40, 46))
    for grid in done["result"]:
        assert len({old[:9] for old in grid["from"]}) == 1, grid
        assert 70 <= grid["households"] <= 110, grid
        tally = run_json("info", path, "--grid", grid["code"])["tally"]
        assert tally["households"] == grid["households"], (tally, grid)
    assert run_json("info", path)["levels"][1]["grids"] == 6
    run("verify", path)
    run("undo", path)
    assert run_json("info", path)["levels"][1]["grids"] == 12
    again = run_json(*arguments, "--seed", 1)
    assert again["result"] == done["result"]


@case
def aggregate_keeps_types_apart(folder):
    path = project(folder, lambda column, row: 50)
    run("set", path, "--grids", ",".join((code(0, 0), code(1, 0), code(2, 0))), "--property-type",
        "commercial")
    run("set", path, "--grids", code(0, 1), "--property-type", "mixed")
    run("set", path, "--grids", f"{code(1, 1)},{code(2, 1)}", "--property-type", "residential")
    done = run_json("aggregate", path, "--level", "网格", "--parent", "330106001", "--households",
                    "100:150:160")
    assert done["before"] == 6 and done["after"] == 2, done
    assert {grid["type"] for grid in done["result"]} == {"commercial", "mixed"}, done
    types = {row["type"]: (row["before"], row["after"]) for row in done["types"]}
    assert types["mixed"] == (1, 1) and types["residential"] == (2, 0), done


@case
def aggregate_says_what_is_wrong(folder):
    path = project(folder, lambda column, row: 50)
    wrong = run("aggregate", path, "--level", "网格", status=2)
    assert "--households" in wrong.text
    wrong = run("aggregate", path, "--level", "网格", "--households", "300:200:100", status=2)
    assert "--households" in wrong.text
    wrong = run("aggregate", path, "--level", "网格", "--households", "1:2:3", "--parent", "none",
                status=1)
    assert "no such grid" in wrong.text
    assert "“none”" in wrong.text
    # 300 households could be two grids of 140 to 190, but of fifties none can be made: that is no lack of luck.
    odd = run_json("aggregate", path, "--level", "网格", "--households", "160:180:190", "--dry-run",
                   "--parent", "330106001")
    assert {row["reason"] for row in odd["impossible"]} == {"island-no-count"}, odd
    done = run_json("aggregate", path, "--level", "网格", "--households", "1000:1200:1500")
    assert done["after"] == 2 and done["in_band"] == 0, done
    assert {row["reason"] for row in done["impossible"]} == {"kind-too-small"}, done


def uneven(folder):
    """Two grids side by side with eight houses each: 240 and 80 households."""
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"33010600100{column + 1}", "name": f"第{column + 1}网格"}, square(column, 0))
        for column in range(2)])
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"户数": 30 if column < 4 else 10, "人口": 50},
         square(column * 0.25 + 0.05, row * 0.5 + 0.1, 0.1))
        for column in range(8) for row in range(2)])
    path = os.path.join(folder, "uneven.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, grids, "--level", "网格")
    run("import", path, houses, "--as", "buildings")
    return path


def households(path, grid):
    return run_json("info", path, "--grid", grid)["tally"]["households"]


@case
def rebalance_by_cells(folder):
    path = uneven(folder)
    codes = ("330106001001", "330106001002")
    arguments = ("rebalance", path, "--level", "网格", "--households", "120:160:200")
    planned = run_json(*arguments, "--dry-run")
    assert planned["units"] == "cells" and planned["n_units"] >= 16, planned
    assert planned["moved_at_least"] == 40 and planned["moved"] == 60, planned
    assert planned["in_band_before"] == 0 and planned["in_band"] == 2, planned
    assert [households(path, code) for code in codes] == [240, 80]
    done = run_json(*arguments)
    assert done["grids"] == planned["grids"]
    for grid in done["grids"]:
        assert households(path, grid["code"]) == grid["after"], grid
    assert sorted(grid["after"] for grid in done["grids"]) == [140, 180], done
    run("verify", path)
    again = run_json(*arguments)
    assert again["moved"] == 0, again
    run("undo", path)
    assert [households(path, code) for code in codes] == [240, 80]


@case
def rebalance_leaves_locked_grids(folder):
    path = uneven(folder)
    run("lock", path, "--grid", "330106001001")
    done = run_json("rebalance", path, "--level", "网格", "--households", "120:160:200")
    assert done["moved"] == 0, done
    assert [grid["held"] for grid in done["grids"]] == [True, False], done
    assert households(path, "330106001001") == 240


@case
def rebalance_by_grids_below(folder):
    path = project(folder, lambda column, row: 100 if column < 3 else 20)
    run("new", path + "2.wangge", "--levels", "街道,社区,网格")
    street = write_geojson(os.path.join(folder, "street.geojson"), [
        ({"code": "330106", "name": "街道"}, square(0, 0, 6))])
    run("import", path + "2.wangge", street, "--level", "街道")
    for name, level in (("communities", "社区"), ("grids", "网格")):
        run("import", path + "2.wangge", os.path.join(folder, name + ".geojson"), "--level", level)
    run("import", path + "2.wangge", os.path.join(folder, "houses.geojson"), "--as", "buildings")
    path += "2.wangge"
    done = run_json("rebalance", path, "--level", "社区", "--households", "250:360:500")
    assert done["units"] == "grids" and done["in_band"] == 2 and done["contiguous"], done
    assert done["moved_at_least"] == 120 and done["moved"] == 200, done
    for grid in done["grids"]:
        assert households(path, grid["code"]) == grid["after"], grid
    assert run_json("info", path)["levels"][2]["grids"] == 12
    run("verify", path)


main()
