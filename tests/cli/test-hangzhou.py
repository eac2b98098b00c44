#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on a real district: 11 towns, 605 grids. Skips without ../shared/data."""
import os
import subprocess

from tap import case, data, main, run, run_json, tool

TOWNS = ("hangzhou_xihu", "西湖区镇街_11.geojson")
GRIDS = ("hangzhou_xihu", "西湖区网格_605.geojson")


def project(folder, levels="街道,网格"):
    path = os.path.join(folder, "xihu.wangge")
    towns, grids = data(*TOWNS), data(*GRIDS)
    run("new", path, "--levels", levels)
    reports = [run_json("import", path, towns, "--level", "街道"),
               run_json("import", path, grids, "--level", "网格")]
    return path, reports


@case
def both_files_land_nested(folder):
    path, (towns, grids) = project(folder, "街道,社区,网格,微网格")
    assert towns["grids"] == 11 and towns["rows"] == 11
    assert grids["rows"] == 605
    assert grids["grids"] + grids["rejected"] == 605
    info = run_json("info", path)
    assert {level["name"]: level["grids"] for level in info["levels"]} == {
        "街道": 11, "社区": 0, "网格": grids["grids"], "微网格": 0}
    assert run_json("verify", path)["valid"]
    # The union of all polygons of both files, by ogr2ogr and GEOS: 257.4 km².
    assert abs(info["area_m2"] - 257.427e6) < 0.01e6, info["area_m2"]


@case
def grids_before_towns_give_the_same_land(folder):
    path, _ = project(folder)
    other = os.path.join(folder, "other.wangge")
    run("new", other, "--levels", "街道,网格")
    run("import", other, data(*GRIDS), "--level", "网格")
    run("import", other, data(*TOWNS), "--level", "街道")
    first, second = run_json("info", path), run_json("info", other)
    assert first["levels"] == second["levels"]
    assert abs(first["area_m2"] - second["area_m2"]) < 1e-4 * first["area_m2"]
    assert run_json("verify", other)["valid"]


@case
def nothing_is_dropped_silently(folder):
    _, (_, grids) = project(folder)
    # Known defects of the file: 4 rows without code and name, one outline that crosses itself,
    # 3 grids that lie in no town.
    counts = grids["problem_counts"]
    assert counts["missing-code"] == 4 and counts["missing-name"] == 4, counts
    assert counts["invalid-geometry"] == 1 and counts["no-parent"] == 3, counts
    for kind, group in grids["decisions"].items():
        assert group["count"] == len(group["items"]), kind
        assert abs(group["total_m2"] - sum(item["m2"] for item in group["items"])) < 0.1, kind
    assert abs(grids["claimed_m2"] - grids["covered_m2"]) < 1, "the land is conserved"


@case
def divide_undo_and_print(folder):
    path, _ = project(folder)
    before = run_json("info", path)
    west, south, east, north = before["extent"]
    y = (south + north) / 2
    parts = run_json("split", path, "--line", f"LINESTRING ({west} {y}, {east} {y})",
                     "--crs", "EPSG:4326")["parts"]
    assert len(parts) >= 5
    after = run_json("info", path)
    assert after["levels"][1]["grids"] == before["levels"][1]["grids"] + len(parts)
    assert abs(after["area_m2"] - before["area_m2"]) < 1
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert run_json("info", path) == before
    run("redo", path)
    assert run_json("info", path) == after

    pdf = os.path.join(folder, "chart.pdf")
    run("chart", path, "--grid", parts[0]["code"], "-o", pdf)
    tool("pdftotext")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert parts[0]["code"] in text


@case
def layers_open_elsewhere(folder):
    tool("ogrinfo")
    path, (_, grids) = project(folder)
    listing = subprocess.run(["ogrinfo", "-ro", path], capture_output=True, text=True,
                             check=True).stdout
    layers = [line for line in listing.splitlines() if line[:1].isdigit()]
    assert len(layers) == 2, listing
    for layer, count in (("街道", 11), ("网格", grids["grids"])):
        valid = subprocess.run(["ogrinfo", "-ro", "-q", path, "-dialect", "SQLite", "-sql",
                                f'SELECT count(*) AS n FROM "{layer}" WHERE ST_IsValid(geom)'],
                               capture_output=True, text=True, check=True).stdout
        assert f"= {count}" in valid, valid


main()
