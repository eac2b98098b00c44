#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported and imported again is the same coverage to the millimetre, in every format and frame."""
import csv
import os
import re
import subprocess
import zipfile

from tap import case, data, main, polygon, run, run_json, tool, write_geojson

LEVELS = "街道,网格"
FORMATS = ("gpkg", "shp", "geojson", "kml", "dxf")
FRAMES = (None, "EPSG:4490", "EPSG:4528", "EPSG:32650", "gcj02", "bd09")
csv.field_size_limit(10 ** 9)


def box(west, south, east, north):
    return [[120.10 + x * 0.001, 30.20 + y * 0.001]
            for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south))]


def features():
    """A grid with two holes, grids in these, one of two parts, and one around a corner."""
    rows = [("330106001001", "围", [[box(0, 0, 9, 9), box(1, 1, 4, 4), box(5, 5, 8, 8)]]),
            ("330106001002", "西内", [[box(1, 1, 2, 4)]]),
            ("330106001003", "东内", [[box(2, 1, 4, 4)]]),
            ("330106001004", "两处\ue436", [[box(5, 5, 8, 8)], [box(9, 0, 12, 4)]]),
            ("330106001005", "外", [[box(9, 4, 12, 9)]])]
    return [({"code": code, "name": name},
             polygon(*(ring[:-1] for ring in parts[0])) if len(parts) == 1 else {"type": "MultiPolygon", "coordinates": parts})
            for code, name, parts in rows]


def project(folder, source, name="one.wangge"):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        os.remove(path)
    run("new", path, "--levels", LEVELS, "--crs", "EPSG:4549")
    return path, run_json("import", path, source, "--level", "网格")


def land(path):
    """The name and the corners of each grid, in millimetres of the project; where a ring starts does not count."""
    out = subprocess.run([tool("ogr2ogr"), "-f", "CSV", "/vsistdout/", path, "网格", "-lco",
                          "GEOMETRY=AS_WKT"], capture_output=True, text=True, check=True).stdout
    lands = {}
    for row in csv.DictReader(out.splitlines()):
        corners = [(round(float(x) * 1000), round(float(y) * 1000))
                   for x, y in re.findall(r"([\d.]+) ([\d.]+)", row["WKT"])]
        lands[row["code"]] = row["name"], len(corners), sorted(set(corners))
    return lands


def way(folder, path, expected, number, ending, frame):
    out = os.path.join(folder, f"out{number}.{ending}")
    run("export", path, out, "--level", "网格", *(["--crs", frame] if frame else []))
    shift = ["--shift", frame] if frame in ("gcj02", "bd09") else []
    again = os.path.join(folder, f"again{number}.wangge")
    run("new", again, "--levels", LEVELS, "--crs", "EPSG:4549")
    report = run_json("import", again, out, "--level", "网格", *shift)
    got = land(again)
    wrong = [code for code in expected if got.get(code) != expected[code]]
    assert not wrong and len(got) == len(expected), (ending, frame, wrong[:5], len(got))
    decided = {kind: found["count"] for kind, found in report["decisions"].items() if found["count"]}
    assert not decided, (ending, frame, decided)
    assert run_json("verify", again)["valid"]


@case
def every_format_in_every_frame(folder):
    path, report = project(folder, write_geojson(os.path.join(folder, "made.geojson"), features()))
    assert report["grids"] == 5 and not report["decisions"]["overlap-resolved"]["count"], report
    expected = land(path)
    for number, (ending, frame) in enumerate((ending, frame) for ending in FORMATS for frame in FRAMES):
        way(folder, path, expected, number, ending, frame)


@case
def hangzhou(folder):
    """605 real grids: 40 of several parts, some with holes."""
    path, _ = project(folder, data("hangzhou_xihu", "西湖区网格_605.geojson"))
    expected = land(path)
    for number, (ending, frame) in enumerate((("shp", "bd09"), ("kml", None), ("dxf", None),
                                              ("dxf", "gcj02"), ("gpkg", "EPSG:4490"))):
        way(folder, path, expected, number, ending, frame)


@case
def drawings_say_nothing_of_their_marks(folder):
    """The column that tells the rings of a grid is for the reader alone."""
    path, _ = project(folder, write_geojson(os.path.join(folder, "made.geojson"), features()))
    out = os.path.join(folder, "out.dxf")
    run("export", path, out, "--level", "网格")
    assert "RawCodeValues" not in run("info", out).stdout
    _, report = project(folder, out, "again.wangge")
    kinds = {problem["kind"] for problem in report["problems"]}
    assert not kinds & {"missing-name", "missing-code", "no-land"}, kinds


@case
def geodatabases(folder):
    """A geodatabase by itself, zipped with its folder as they are sent around, and in a folder."""
    source = write_geojson(os.path.join(folder, "made.geojson"), features())
    inside = os.path.join(folder, "inside")
    os.mkdir(inside)
    database = os.path.join(inside, "a.gdb")
    done = subprocess.run([tool("ogr2ogr"), "-f", "OpenFileGDB", database, source, "-nlt",
                           "MULTIPOLYGON"], capture_output=True, check=False)
    if done.returncode != 0:
        print("# this GDAL writes no geodatabase")
        return
    archive = os.path.join(folder, "a.gdb.zip")
    with zipfile.ZipFile(archive, "w") as file:
        for name in sorted(os.listdir(database)):
            file.write(os.path.join(database, name), "a.gdb/" + name)
    for number, path in enumerate((database, archive, inside)):
        _, report = project(folder, path, f"{number}.wangge")
        assert report["grids"] == 5, (path, report["grids"])


main()
