#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids, addresses, places and coordinates are found, with the grid that they are in now."""
import os
import sqlite3

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.004


def box(column, columns=1):
    west, east = WEST + column * STEP, WEST + (column + columns) * STEP
    return polygon([[west, SOUTH], [east, SOUTH], [east, SOUTH + STEP], [west, SOUTH + STEP]])


def project(folder):
    """柳北塘社区 with two grids, and three addresses, one of them outside."""
    communities = write_geojson(os.path.join(folder, "communities.geojson"), [
        ({"code": "330106001001", "name": "柳北塘社区"}, box(0, 2))])
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": "33010600100101", "name": "第一网格"}, box(0)),
        ({"code": "33010600100102", "name": "第二网格"}, box(1))])
    path = os.path.join(folder, "find.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, communities, "--level", "社区")
    run("import", path, grids, "--level", "网格")
    table = os.path.join(folder, "门牌.csv")
    with open(table, "w", encoding="utf-8") as out:
        out.write("地址,名称,户主姓名,经度,纬度\n")
        out.write(f"胜利路三号院,,张某,{WEST + STEP / 2},{SOUTH + STEP / 2}\n")
        out.write(f"胜利路13号,便民超市,李某,{WEST + STEP * 1.5},{SOUTH + STEP / 2}\n")
        out.write(f"胜利路99号,,王某,{WEST + STEP * 3},{SOUTH + STEP / 2}\n")
        out.write(f",重庆公园,,{WEST + STEP * 1.2},{SOUTH + STEP / 2}\n")
        out.write(f",,,{WEST},{SOUTH}\n")
    return path, table


def found(path, text, kind):
    return run_json("find", path, text)[kind]["hits"]


@case
def addresses_and_grids(folder):
    path, table = project(folder)
    report = run_json("import", path, table, "--as", "addresses")
    assert (report["addresses"], report["places"], report["nameless"]) == (3, 1, 1), report
    assert "户主姓名" in report["left_out_fields"], report
    for text in ("lbt", "liubeitang", "柳北", "北塘社区", "柳bt"):
        hits = found(path, text, "grids")
        assert [hit["title"] for hit in hits] == ["柳北塘社区"], (text, hits)
    assert [hit["title"] for hit in found(path, "00102", "grids")] == ["第二网格"]
    for text in ("3号院", "三号院", "３号院", "胜利 三号院"):
        hits = found(path, text, "addresses")
        assert len(hits) == 1 and hits[0]["grid"]["code"] == "33010600100101", (text, hits)
        assert [row["name"] for row in hits[0]["grid"]["parents"]] == ["柳北塘社区"], hits
    assert [hit["title"] for hit in found(path, "3号", "addresses")] == ["胜利路三号院", "胜利路13号"]
    assert "grid" not in found(path, "99号", "addresses")[0]
    assert found(path, "bmcs", "addresses")[0]["detail"] == "便民超市"
    for text in ("cqgy", "zhongqinggongyuan", "chongqinggongyuan", "重庆"):
        assert [hit["title"] for hit in found(path, text, "places")] == ["重庆公园"], text
    run("find", path, "没有这个", status=1)
    run("find", path, "x", "--limit", "0", status=2)


@case
def exported_addresses_come_back_the_same(folder):
    path, table = project(folder)
    run("import", path, table, "--as", "addresses")

    def export(project_path, name):
        out = os.path.join(folder, name)
        run("export", project_path, out, "--as", "addresses")
        return out

    def rows(project_path, name):
        with open(export(project_path, name), encoding="utf-8-sig") as file:
            return sorted(file.read().splitlines())

    first = rows(path, "first.csv")
    assert len(first) == 5 and any("重庆公园" in row for row in first), first
    for ending in ("gpkg", "shp", "geojson", "xlsx"):
        os.mkdir(os.path.join(folder, ending))
        back, _table = project(os.path.join(folder, ending))
        run("import", back, export(path, f"addresses.{ending}"), "--as", "addresses")
        assert rows(back, f"{ending}.csv") == first, ending


@case
def coordinates(folder):
    path, _table = project(folder)
    longitude, latitude = WEST + STEP / 2, SOUTH + STEP / 2
    first = found(path, f"{longitude} {latitude}", "coordinates")[0]
    assert first["grid"]["name"] == "第一网格", first
    for text in (f"{latitude},{longitude}", f"{first['easting']} {first['northing']}",
                 f"40{first['easting']:.3f} {first['northing']:.3f}", f"北纬{latitude}度，东经{longitude}度"):
        other = found(path, text, "coordinates")[0]
        assert abs(other["easting"] - first["easting"]) < 0.02, (text, other, first)
        assert abs(other["northing"] - first["northing"]) < 0.02, (text, other, first)


@case
def readings(folder):
    """Degrees in China may have been read off a map that shifts them."""
    path, _table = project(folder)
    longitude, latitude = WEST + STEP / 2, SOUTH + STEP / 2
    hits = found(path, f"{longitude},{latitude}", "coordinates")
    assert [hit["datum"] for hit in hits] == ["wgs84", "gcj02", "bd09"], hits
    assert 300 < abs(hits[0]["easting"] - hits[1]["easting"]) < 700, hits
    assert [hit["datum"] for hit in found(path, f"高德 {longitude},{latitude}", "coordinates")] == ["gcj02"]


@case
def addresses_as_they_come(folder):
    path, table = project(folder)
    run("import", path, table, "--as", "addresses")
    for text, title, match in (("勝利路13號", "胜利路13号", "exact"), ("胜利路13号2幢301室", "胜利路13号", "around"),
                               ("浙江省杭州市胜利路１３号", "胜利路13号", "same"), ("胜利路11号", "胜利路11号", "between")):
        hits = found(path, text, "addresses")
        assert [(hit["title"], hit["match"]) for hit in hits] == [(title, match)], (text, hits)
    between = found(path, "胜利路11号", "addresses")[0]
    assert (between["low"], between["high"]) == ("胜利路三号院", "胜利路13号"), between
    assert between["grid"]["name"] == "第二网格", between


@case
def follows_edits_and_undo(folder):
    path, table = project(folder)
    run("import", path, table, "--as", "addresses")
    run("assign", path, "--to", "33010600100102", "--polygon",
        f"POLYGON(({WEST} {SOUTH},{WEST + STEP * 0.7} {SOUTH},{WEST + STEP * 0.7} {SOUTH + STEP},"
        f"{WEST} {SOUTH + STEP},{WEST} {SOUTH}))", "--crs", "EPSG:4326")
    assert found(path, "三号院", "addresses")[0]["grid"]["name"] == "第二网格"
    run("undo", path)
    assert found(path, "三号院", "addresses")[0]["grid"]["name"] == "第一网格"
    run("undo", path)
    assert found(path, "lbt", "grids") and not run_json("find", path, "lbt")["addresses"]["hits"]
    run("find", path, "三号院", status=1)
    run("redo", path)
    assert found(path, "三号院", "addresses")


@case
def people(folder):
    path = os.path.join(folder, "sample.wangge")
    run("sample", path, "--grids", "60", "--seed", "3")
    everybody = run_json("find", path, "138", "--limit", "200")["people"]
    assert everybody["found"] == len(everybody["hits"]) > 20, everybody["found"]
    one = next(hit for hit in everybody["hits"] if hit.get("grid", {}).get("leader", {}).get("name") == hit["title"])
    for text in (one["title"], one["detail"], one["detail"][-4:]):
        hits = found(path, text, "people")
        assert any(hit["detail"] == one["detail"] for hit in hits), (text, hits)
    grid = next(hit for hit in found(path, one["grid"]["code"], "grids") if hit["detail"] == one["grid"]["code"])
    assert grid["grid"]["leader"]["phone"] == one["detail"], grid


@case
def who_can_be_called(folder):
    """Without a leader somebody else of the grid is named; for one on leave who stands in, with the phone."""
    path, table = project(folder)
    run("import", path, table, "--as", "addresses")
    roster = os.path.join(folder, "花名册.csv")
    with open(roster, "w", encoding="utf-8") as out:
        out.write("网格编码,角色,姓名,手机\n33010600100101,网格员,卞丽芳,13800000004\n"
                  "33010600100102,网格长,裘建平,13800000003\n")
    run("import", path, roster, "--as", "roster")
    assert "No leader; Grid worker 卞丽芳 13800000004" in run("find", path, "三号院").stdout
    assert "Grid leader · 柳北塘社区 / 第二网格" in run("find", path, "裘建平").stdout
    assert "裘建平 13800000003" in run("find", path, "胜利路13号").stdout
    run("assign-person", path, "--grid", "33010600100101", "--name", "窦志强", "--phone", "13800000005")
    file = sqlite3.connect(path)
    ids = dict(file.execute("SELECT name, id FROM person"))
    file.execute("INSERT INTO leave VALUES (1, 1, ?, ?, '2020-01-01', '2099-01-01', '')",
                 (ids["裘建平"], ids["窦志强"]))
    file.commit()
    file.close()
    assert "窦志强 13800000005 (for 裘建平, on leave)" in run("find", path, "胜利路13号").stdout
    run("find", path, "柳北塘")


main()
