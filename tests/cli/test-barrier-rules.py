#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each class of lines with each rule: never crossed, avoided, ignored; what the grids make of one line."""
import json
import os

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.0006
N_COLUMNS, N_ROWS = 16, 8
LINE = 6.95  # between columns: 7 of 16 columns, 420 of 960 households, are west of it
LENGTH_M = N_ROWS * STEP * 110900
# Of 420 households two grids of the band can be made, of 540 also; of 960 four.
WORDS = ["--parent", "社区", "--into", "网格", "--households", "200:240:290"]
CLASSES = ("lane", "minor", "arterial", "railway", "river", "wall", "drawn")


def box(west, south, east, north):
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder, barrier_class):
    """One community of 128 houses with 7 or 8 households each, 960 in all, and one line through it."""
    east, north = WEST + N_COLUMNS * STEP, SOUTH + N_ROWS * STEP
    area = write_geojson(os.path.join(folder, "area.geojson"),
                         [({"code": "330106001001", "name": "东街社区"}, box(WEST, SOUTH, east, north))])
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"B{row * N_COLUMNS + column:03d}", "户数": 7 + row % 2},
         box(WEST + (column + 0.2) * STEP, SOUTH + (row + 0.2) * STEP,
             WEST + (column + 0.7) * STEP, SOUTH + (row + 0.7) * STEP))
        for row in range(N_ROWS) for column in range(N_COLUMNS)])
    line = write_geojson(os.path.join(folder, "line.geojson"), [
        ({"name": "line"}, {"type": "LineString", "coordinates": [
            [WEST + LINE * STEP, SOUTH - STEP], [WEST + LINE * STEP, north + STEP]]})])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, area, "--level", "社区")
    run("import", path, houses, "--as", "buildings")
    told = run_json("import", path, line, "--as", "barriers", "--class", barrier_class)
    assert told["lines"] == 1 and list(told["classes"]) == [barrier_class], told
    return path


def propose(path, rule):
    told = run_json("subdivide", path, *WORDS, "--rule", rule, "--dry-run")
    assert told["buildings_cut"] == 0 and told["contiguous"], told
    assert sum(part["households"] for part in told["sizes"]) == 960, told["sizes"]
    return told


def columns_of(path, folder):
    """For each grid the sides of the line that its houses are on, by the file."""
    out = os.path.join(folder, "grids.geojson")
    run("export", path, out, "--level", "网格", "--crs", "EPSG:4326")
    with open(out, encoding="utf-8") as text:
        rows = [row["geometry"] for row in json.load(text)["features"]]
    os.remove(out)
    edge = WEST + LINE * STEP
    sides = []
    for land in rows:
        parts = [land["coordinates"]] if land["type"] == "Polygon" else land["coordinates"]
        xs = [x for part in parts for ring in part for x, *_ in ring]
        sides.append((min(xs) < edge - 0.1 * STEP, max(xs) > edge + 0.1 * STEP))
    return sides


def check_class(folder, name):
    path = project(folder, name)
    # Never: all of the line is a border, no grid has land on both of its sides, in the file, too.
    never = propose(path, f"{name}=never")
    assert never["cut_m"][name] > 0.98 * LENGTH_M, (name, never["cut_m"])
    assert never["crossed_m"][name] < 0.02 * LENGTH_M, (name, never["crossed_m"])
    run("subdivide", path, *WORDS, "--rule", f"{name}=never")
    assert all(sides in ((True, False), (False, True)) for sides in columns_of(path, folder)), name
    run("undo", path)
    # Avoid: the dearer a border along the line, the less of it there is; what is none is crossed.
    cheap = propose(path, f"{name}=avoid:0.01")
    dear = propose(path, f"{name}=avoid:60")
    assert cheap["cut_m"][name] > 0.5 * LENGTH_M, (name, cheap["cut_m"])
    assert dear["cut_m"][name] < cheap["cut_m"][name], (name, dear["cut_m"], cheap["cut_m"])
    for told in (cheap, dear):
        whole = told["cut_m"][name] + told["crossed_m"][name]
        assert abs(whole - LENGTH_M) < 0.03 * LENGTH_M, (name, whole, LENGTH_M)
    # Ignore: as if it were not there.
    ignored = propose(path, f"{name}=ignore")
    assert ignored["cut_m"][name] == 0 and ignored["crossed_m"][name] == 0, (name, ignored["cut_m"])


for barrier_class in CLASSES:
    def one(folder, name=barrier_class):
        check_class(folder, name)
    one.__name__ = f"rules_of_{barrier_class}"
    case(one)

main()
