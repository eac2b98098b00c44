#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several levels by one `wangge import`, and places that are shifted in every kind of file."""
import json
import os
import sqlite3
import subprocess
import zipfile

from tap import case, main, polygon, run, run_json, tool, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.004
SIZE = 8


def box(column, row, width=1, height=1):
    """A cell whose borders bend, so that no shifted one falls on another."""
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + width * STEP, south + height * STEP
    steps = range(width)
    bottom = [[west + (i + f) * STEP, south + b] for i in steps for f, b in ((0, 0), (0.5, 0.0003))]
    top = [[west + (i + f) * STEP, north + b] for i in steps for f, b in ((0, 0), (0.5, 0.0003))]
    return polygon(bottom + [[east, south], [east, north]] + top[:0:-1] + [[west, north]])


def towns(folder):
    return write_geojson(os.path.join(folder, "towns.geojson"), [
        ({"code": f"3301{town}", "name": f"{town}街道"}, box(town * SIZE // 2, 0, SIZE // 2, SIZE))
        for town in range(2)])


def grids(folder):
    return write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"3301{c // (SIZE // 2)}{c:02d}{r:02d}", "name": f"{c}-{r}"}, box(c, r))
        for c in range(SIZE) for r in range(SIZE)])


def new(folder, name="test.wangge"):
    path = os.path.join(folder, name)
    run("new", path, "--levels", "街道,网格", "--crs", "EPSG:4549")
    return path


def rows(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    out = [connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
           for table in ("grid", "node", "arc", "face")]
    connection.close()
    return out


def count_steps(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    count = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    connection.close()
    return count


@case
def files_with_levels(folder):
    """FILE:LEVEL more than once is one step, with the result of one import after the other."""
    high, low = towns(folder), grids(folder)
    apart, joined = new(folder, "apart.wangge"), new(folder, "joined.wangge")
    run("import", apart, high, "--level", "街道")
    run("import", apart, low, "--level", "网格")
    report = run_json("import", joined, low, high + ":街道", "--level", "网格")
    assert report["grids"] == 2 + SIZE * SIZE and report["rows"] == 2 + SIZE * SIZE, report
    assert rows(joined) == rows(apart)
    assert count_steps(apart) == 2 and count_steps(joined) == 1
    run("verify", joined)
    run("undo", joined)
    assert [level["grids"] for level in run_json("info", joined)["levels"]] == [0, 0]


@case
def layers_with_levels(folder):
    """--layer NAME=LEVEL of one file."""
    high, low = towns(folder), grids(folder)
    both = os.path.join(folder, "both.gpkg")
    subprocess.run([tool("ogr2ogr"), both, high, "-nln", "towns"], check=True)
    subprocess.run([tool("ogr2ogr"), "-update", both, low, "-nln", "a=b"], check=True)
    apart, joined = new(folder, "apart.wangge"), new(folder, "joined.wangge")
    run("import", apart, both, "--level", "街道", "--layer", "towns")
    run("import", apart, both, "--level", "网格", "--layer", "a=b")
    run("import", joined, both, "--layer", "a=b=网格", "--layer", "towns=街道")
    assert rows(joined) == rows(apart)
    assert count_steps(joined) == 1


@case
def wrong_levels(folder):
    """What is wrong is said, and nothing comes in."""
    high, low = towns(folder), grids(folder)
    project = new(folder)
    before = rows(project)
    run("import", project, high + ":街道", low, status=2)
    run("import", project, high + ":乡镇", status=2)
    run("import", project, high, "--layer", "towns=街道", "--layer", "grids", status=2)
    run("import", project, high + ":街道", low + ":网格", "--update", status=2)
    run("import", project, high, low, "--as", "buildings", status=2)
    # The second file fails: neither stays.
    broken = os.path.join(folder, "broken.geojson")
    with open(broken, "w", encoding="utf-8") as file:
        file.write("{")
    run("import", project, high + ":街道", broken + ":网格", status=1)
    assert rows(project) == before and count_steps(project) == 0


def shifts(project, path, kind):
    """What is said of the place; what is taken back finds its land taken, so that nothing comes in."""
    report = run_json("import", project, path, "--level", "网格", "--dry-run",
                      status=1 if kind == "shift-read" else 0)
    return [(p["kind"], p["field"]) for p in report["problems"] if p["kind"].startswith("shift")]


@case
def shifted_documents(folder):
    """A mark is read in a .kml and in a .kmz; without one, .kmz and .csv are warned of."""
    project = new(folder)
    run("import", project, grids(folder), "--level", "网格")
    for datum in ("gcj02", "bd09"):
        document = os.path.join(folder, f"{datum}.kml")
        run("export", project, document, "--level", "网格", "--crs", datum)
        with open(document, encoding="utf-8") as file:
            text = file.read()
        plain = text.replace("(shifted", "(web").replace(datum, "web")
        for name, content, kind in (("marked", text, "shift-read"), ("plain", plain, "shift-suspected")):
            archive = os.path.join(folder, f"{name}-{datum[0]}.kmz")
            with zipfile.ZipFile(archive, "w") as file:
                file.writestr("doc.kml", content)
            assert shifts(project, archive, kind) == [(kind, datum)], archive
        assert shifts(project, document, "shift-read") == [("shift-read", datum)]
        shifted = os.path.join(folder, f"{datum}.geojson")
        run("export", project, shifted, "--level", "网格", "--crs", datum)
        with open(shifted, encoding="utf-8") as file:
            rings = [(f["properties"]["code"], f["geometry"]) for f in json.load(file)["features"]]
        table = os.path.join(folder, f"table-{datum[0]}.csv")
        with open(table, "w", encoding="utf-8") as file:
            file.write("code,wkt\n")
            for code, geometry in rings:
                ring = geometry["coordinates"][0]
                ring = ring[0] if geometry["type"] == "MultiPolygon" else ring
                words = ",".join(f"{x:.8f} {y:.8f}" for x, y, *_ in ring)
                file.write(f'{code},"POLYGON(({words}))"\n')
        assert shifts(project, table, "shift-suspected") == [("shift-suspected", datum)]


main()
