#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that `wangge import` reads, and what it says about what it cannot read."""
import json
import math
import os
import random
import struct
import subprocess
import zipfile

from tap import case, data, main, polygon, run, run_json, tool, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
# EPSG:4549 near the same place, metres.
EASTING, NORTHING = 509600.0, 3342200.0


def ring(column, row):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return [[west, south], [west + STEP, south], [west + STEP, south + STEP], [west, south + STEP]]


def features(columns=2, rows=2):
    return [({"code": f"3301060010{column}{row}", "name": f"第{column}{row}网格"},
             polygon(ring(column, row))) for column in range(columns) for row in range(rows)]


def wkt(column, row):
    points = ring(column, row)
    return "POLYGON((" + ",".join(f"{x} {y}" for x, y in points + points[:1]) + "))"


def write(path, text, encoding="utf-8"):
    with open(path, "w", encoding=encoding) as file:
        file.write(text)
    return path


def write_bytes(path, content):
    with open(path, "wb") as file:
        file.write(content)
    return path


def new(folder, name="test.wangge", crs=None):
    path = os.path.join(folder, name)
    run("new", path, "--levels", "街道,网格", *(["--crs", crs] if crs else []))
    return path


def imported(folder, path, *options, grids=4, crs=None, name="test.wangge"):
    project = new(folder, name, crs)
    report = run_json("import", project, path, "--level", "网格", *options)
    assert report["grids"] == grids, report
    return project, report


def problems(report, kind):
    return [p for p in report["problems"] if p["kind"] == kind]


def convert(source, target, driver, *options):
    subprocess.run([tool("ogr2ogr"), "-f", driver, target, source, *options], check=True,
                   stderr=subprocess.DEVNULL)
    return target


@case
def formats(folder):
    """Each format that GDAL can write here comes back as the same four grids."""
    source = write_geojson(os.path.join(folder, "source.geojson"), features())
    for number, (driver, name, options) in enumerate((
            ("ESRI Shapefile", "a.shp", ["-lco", "ENCODING=GBK"]), ("GPKG", "a.gpkg", []),
            ("FlatGeobuf", "a.fgb", []), ("KML", "a.kml", []), ("LIBKML", "a.kmz", []),
            ("MapInfo File", "a.tab", []), ("MapInfo File", "a.mif", []), ("GML", "a.gml", []),
            ("SQLite", "a.sqlite", ["-dsco", "SPATIALITE=YES"]), ("GeoJSONSeq", "a.geojsonl", []))):
        path = convert(source, os.path.join(folder, name), driver, *options)
        project, report = imported(folder, path, name=f"{number}.wangge")
        assert abs(report["covered_m2"] - 1.0674e6) < 500, (name, report["covered_m2"])
        codes = run("export", project, os.path.join(folder, f"{number}.geojson"))
        assert codes.returncode == 0
        with open(os.path.join(folder, f"{number}.geojson"), encoding="utf-8") as file:
            text = file.read()
        assert "33010600101" in text and "第11网格" in text, name


@case
def topojson(folder):
    path = write(os.path.join(folder, "a.topojson"), """{"type":"Topology","arcs":[
      [[120.1,30.2],[120.11,30.2],[120.11,30.21],[120.1,30.21],[120.1,30.2]]],
      "objects":{"grids":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],
      "properties":{"code":"330106001001","name":"一网格"}}]}}}""")
    imported(folder, path, grids=1)


@case
def table_with_wkt(folder):
    rows = "".join(f'33010600{column}{row},格{column}{row},"{wkt(column, row)}"\n'
                   for column in range(2) for row in range(2))
    path = write(os.path.join(folder, "a.csv"), "编码,名称,边界\n" + rows)
    imported(folder, path)
    for number, (driver, name) in enumerate((("XLSX", "a.xlsx"), ("ODS", "a.ods"))):
        imported(folder, convert(path, os.path.join(folder, name), driver),
                 name=f"{number}.wangge")


@case
def table_with_pairs(folder):
    """The polyline texts of AMap."""
    rows = "".join(f"{i},格{i}," + ";".join(f"{x},{y}" for x, y in ring(i, 0)) + "\n"
                   for i in range(3))
    path = write(os.path.join(folder, "a.tsv"), "code,name,polyline\n".replace(",", "\t")
                 + "\n".join(line.replace(",", "\t", 2) for line in rows.split("\n")))
    imported(folder, path, grids=3)


@case
def table_of_corners(folder):
    """A surveyor's list: X is the northing, each row a corner."""
    rows = []
    for grid in range(2):
        for number, (x, y) in enumerate(((0, 0), (100, 0), (100, 80), (0, 80)), 1):
            rows.append(f"33010600100{grid},{grid}网格,J{number},{NORTHING + y},"
                        f"{EASTING + x + grid * 100}")
    path = write(os.path.join(folder, "a.csv"), "编码,名称,点号,X,Y\n" + "\n".join(rows) + "\n",
                 "gb18030")
    _, report = imported(folder, path, "--crs", "EPSG:4549", grids=2)
    assert abs(report["covered_m2"] - 16000) < 1, report["covered_m2"]


class WindowsName(zipfile.ZipInfo):
    """A member whose name is CP936 without saying so, as Chinese Windows writes it."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits


@case
def several_layers(folder):
    """Two shapefiles with CP936 names in one archive: one of them, then both at once."""
    path = os.path.join(folder, "a.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2):
            source = write_geojson(os.path.join(folder, f"{number}.geojson"),
                                   features(4, 1)[2 * number:2 * number + 2])
            convert(source, os.path.join(folder, f"{number}.shp"), "ESRI Shapefile", "-lco",
                    "ENCODING=GBK")
            for ending in ("shp", "shx", "dbf", "prj"):
                with open(os.path.join(folder, f"{number}.{ending}"), "rb") as file:
                    archive.writestr(WindowsName(f"社区{number}.{ending}"), file.read())
        archive.writestr("broken.gpkg", b"SQLite format 3\0 and no more")
    assert [layer["name"] for layer in run_json("info", path)["layers"]] == ["社区0", "社区1"]
    _, report = imported(folder, path, grids=2)
    assert problems(report, "other-layer")[0]["field"] == "社区1"
    assert problems(report, "unread-member")[0]["field"] == "broken.gpkg"
    imported(folder, path, "--layer", "社区1", grids=2, name="one.wangge")
    _, report = imported(folder, path, "--layer", "*", name="all.wangge")
    assert not problems(report, "other-layer")
    imported(folder, path, "--layer", "社区0", "--layer", "社区1", name="both.wangge")


def drawing(path, lines, texts):
    out = ["0", "SECTION", "2", "ENTITIES"]
    for layer, (x0, y0), (x1, y1) in lines:
        out += ["0", "LINE", "8", layer, "10", f"{x0:.4f}", "20", f"{y0:.4f}", "11", f"{x1:.4f}",
                "21", f"{y1:.4f}"]
    for layer, (x, y), text in texts:
        out += ["0", "TEXT", "8", layer, "10", f"{x:.4f}", "20", f"{y:.4f}", "40", "5", "1", text]
    return write(path, "\n".join(out + ["0", "ENDSEC", "0", "EOF"]) + "\n")


@case
def loose_lines(folder):
    """A drawing of single lines, short or long at their ends, with texts in the cells."""
    chance = random.Random(3)

    def off():
        return chance.uniform(-0.2, 0.2)

    columns, rows = 5, 4
    lines = [("格", (EASTING + i * 100, NORTHING + j * 100 + off()),
              (EASTING + i * 100, NORTHING + (j + 1) * 100 + off()))
             for i in range(columns + 1) for j in range(rows)]
    lines += [("格", (EASTING + i * 100 + off(), NORTHING + j * 100),
               (EASTING + (i + 1) * 100 + off(), NORTHING + j * 100))
              for i in range(columns) for j in range(rows + 1)]
    lines += [("路", (EASTING - 50, NORTHING + 33), (EASTING + 600, NORTHING + 37))]
    chance.shuffle(lines)
    texts = []
    for i in range(columns):
        for j in range(rows):
            place = (EASTING + i * 100 + 50, NORTHING + j * 100 + 50)
            texts += [("字", place, f"甲{i}{j}网格"), ("字", place, f"3301060010{i}{j}")]
    texts.append(("字", (EASTING - 500, NORTHING), "图例"))
    path = drawing(os.path.join(folder, "a.dxf"), lines, texts)

    refused = run("import", new(folder), path, "--level", "网格", status=1)
    assert "EPSG:4549  120.1" in refused.stderr, refused.stderr
    project, report = imported(folder, path, "--drawing-layer", "格", grids=columns * rows,
                               crs="EPSG:4549", name="one.wangge")
    assert abs(report["covered_m2"] - columns * rows * 10000) < 100, report["covered_m2"]
    assert problems(report, "gap-bridged") and problems(report, "line-trimmed")
    assert problems(report, "gap-bridged")[0]["lon"] > 120
    assert not problems(report, "missing-code") and not problems(report, "missing-name")
    assert [p["detail"] for p in problems(report, "text-unused")] == ["图例"]
    assert problems(report, "crs-guessed")[0]["detail"] == "EPSG:4549"
    run("verify", project)
    # With the road, five cells of a row fall into two.
    imported(folder, path, grids=columns * rows + columns, crs="EPSG:4549", name="two.wangge")
    # With less patience the cells stay open.
    said = run("import", new(folder, "three.wangge", "EPSG:4549"), path, "--level", "网格",
               "--drawing-layer", "格", "--gap", "0.01", status=1).stderr
    assert "no row has an area" in said or said == "", said


def words(folder, name, content):
    path = os.path.join(folder, name)
    if content is not None:
        write_bytes(path, content)
    return run("info", path, status=1).stderr


@case
def reasons(folder):
    """Each way not to open has a sentence of its own."""
    os.mkdir(os.path.join(folder, "nothing"))
    for name, content, sentence in (
            ("missing.shp", None, "no such file"),
            ("empty.gpkg", b"", "empty"),
            ("nothing", None, "empty"),
            ("text.shp", b"this is no shapefile at all, only words" * 9, "wrong ending"),
            ("half.gpkg", b"SQLite format 3\0" + b"\1" * 300, "damaged"),
            ("half.geojson", b'{"type":"FeatureCollection","features":[{"ty', "damaged"),
            ("locked.zip", b"PK\3\4\x14\0\1\0\x08\0" + b"x" * 60, "password"),
            ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
            ("new.dwg", b"AC1027" + b"\0" * 300, "DXF"),
            ("old.mdb", b"\0\1\0\0Standard Jet DB\0" + b"\0" * 300, "cannot be read here"),
            ("packed.rar", b"Rar!\x1a\7\0" + b"\0" * 60, "Unpack"),
            ("alone.shx", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50) + b"\0" * 72, "belongs to it"),
            ("alone.map", b"\0" * 512, "belongs to it"),
            ("noise.csv", bytes(range(256)) * 9, "no readable text")):
        said = words(folder, name, content)
        assert sentence in said, (name, said)
    if os.getuid() != 0:
        path = write_geojson(os.path.join(folder, "shut.geojson"), features())
        os.chmod(path, 0)
        assert "may not be read" in run("info", path, status=1).stderr


@case
def missing_parts(folder):
    source = write_geojson(os.path.join(folder, "a.geojson"), features())
    for number, ending in enumerate(("dbf", "shx")):
        path = convert(source, os.path.join(folder, f"{number}.shp"), "ESRI Shapefile")
        os.remove(os.path.join(folder, f"{number}.{ending}"))
        _, report = imported(folder, path, name=f"{number}.wangge")
        assert problems(report, "missing-part")[0]["field"] == f".{ending}", report["problems"]


@case
def axes_and_wrong_crs(folder):
    def rows(shape):
        return "code,name,wkt\n" + "".join(f'{i},格{i},"{shape(i)}"\n' for i in range(2))

    def box(i, swapped, zone=0.0):
        x, y = EASTING + zone + i * 100, NORTHING
        points = [(x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100), (x, y)]
        return "POLYGON((" + ",".join(f"{q} {p}" if swapped else f"{p} {q}"
                                      for p, q in points) + "))"

    # EPSG:4549 officially has the northing first; files have it either way round.
    for number, (swapped, zone, options, kind) in enumerate((
            (False, 0.0, ["--crs", "EPSG:4549"], None),
            (True, 0.0, ["--crs", "EPSG:4549"], "axes-swapped"),
            (True, 0.0, ["--crs", "EPSG:4549", "--axes", "yx"], None),
            (False, 4e7, [], None), (True, 4e7, [], "axes-swapped"))):
        path = write(os.path.join(folder, f"{number}.csv"), rows(lambda i: box(i, swapped, zone)))
        project, report = imported(folder, path, *options, grids=2, name=f"{number}.wangge")
        assert bool(problems(report, "axes-swapped")) == (kind == "axes-swapped"), number
        west, south, east, north = run_json("info", project)["extent"]
        assert 120.0 < west < east < 120.2 and 30.1 < south < north < 30.3, (number, west, south)

    # A GeoPackage that says zone 39 where the numbers say zone 40, and one that says degrees.
    for number, declared in enumerate(("EPSG:4527", "EPSG:4490", "EPSG:4549")):
        source = write(os.path.join(folder, f"w{number}.csv"), rows(lambda i: box(i, False, 4e7)))
        path = convert(source, os.path.join(folder, f"w{number}.gpkg"), "GPKG", "-a_srs", declared,
                       "-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO")
        project, report = imported(folder, path, grids=2, name=f"w{number}.wangge")
        assert problems(report, "crs-doubted")[0]["detail"] == declared, (declared, report["problems"])
        assert 120.0 < run_json("info", project)["extent"][0] < 120.2


@case
def control_points(folder):
    """A city's own grid: turned by 3 degrees, moved; four points, one of them wrong in the second."""
    turn, scale = math.radians(3.0), 1.0001

    def local(x, y):
        dx, dy = (x - EASTING) / scale, (y - NORTHING) / scale
        return (math.cos(turn) * dx + math.sin(turn) * dy + 5000,
                -math.sin(turn) * dx + math.cos(turn) * dy + 3000)

    boxes = []
    for i in range(2):
        points = [(EASTING + i * 200, NORTHING), (EASTING + i * 200 + 200, NORTHING),
                  (EASTING + i * 200 + 200, NORTHING + 100), (EASTING + i * 200, NORTHING + 100)]
        places = [local(*point) for point in points + points[:1]]
        boxes.append(f'{i},格{i},"POLYGON((' + ",".join(f"{x:.4f} {y:.4f}" for x, y in places) + '))"')
    path = write(os.path.join(folder, "a.csv"), "code,name,wkt\n" + "\n".join(boxes) + "\n")
    corners = [(EASTING, NORTHING), (EASTING + 400, NORTHING), (EASTING + 400, NORTHING + 100),
               (EASTING, NORTHING + 100), (EASTING + 100, NORTHING + 60)]
    rows = [(*local(*corner), *corner) for corner in corners]
    points = write(os.path.join(folder, "points.csv"), "name,x,y,X,Y\n" + "".join(
        f"P{i},{x:.4f},{y:.4f},{to_x:.3f},{to_y:.3f}\n" for i, (x, y, to_x, to_y) in enumerate(rows)))
    run("import", new(folder), path, "--level", "网格", status=1)
    project, report = imported(folder, path, "--control-points", points, "--crs", "EPSG:4549",
                               grids=2, name="one.wangge")
    assert abs(report["covered_m2"] - 40000) < 1, report["covered_m2"]
    west, south, _, _ = run_json("info", project)["extent"]
    assert abs(west - 120.0997) < 0.001 and abs(south - 30.2) < 0.01, (west, south)
    rows[2] = (*rows[2][:3], rows[2][3] + 7)
    points = write(os.path.join(folder, "wrong.csv"), "".join(
        f"{x:.4f} {y:.4f} {to_x:.3f} {to_y:.3f}\n" for x, y, to_x, to_y in rows))
    said = run("import", new(folder, "two.wangge"), path, "--level", "网格", "--control-points",
               points, "--crs", "EPSG:4549").stderr
    assert "without point 3" in said, said
    points = write(os.path.join(folder, "few.csv"), "1,1,2,2\n2,2,3,3\n3,3,4,4\n")
    refused = run("import", new(folder, "three.wangge"), path, "--level", "网格",
                  "--control-points", points, "--crs", "EPSG:4549", status=1)
    assert "control points" in refused.stderr


@case
def drawings_of_others(folder):
    # The loop of the second crosses itself: two faces.
    for name, grids in (("ezdxf_usa.dxf", 59), ("ezdxf_6_closed_loop_with_arcs.dxf", 2)):
        path = data("cad_kml", "dxf", name)
        report = run_json("import", new(folder, f"{name}.wangge"), path, "--level", "网格", "--crs",
                          "EPSG:4549", "--sliver", "0", "--gap", "0.001")
        assert report["grids"] == grids, (name, report["grids"], report["problem_counts"])
    for name in ("entities.dwg", "attribs.dwg"):
        assert "DXF" in run("info", data("cad_kml", "dwg", name), status=1).stderr
    assert run_json("info", data("cad_kml", "dwg", "triple_circles_r2000.dwg"))["layers"]


def box(x0, y0, x1, y1):
    """A box in steps of 500 m or so."""
    west, south = WEST + x0 * STEP, SOUTH + y0 * STEP
    east, north = WEST + x1 * STEP, SOUTH + y1 * STEP
    return [[west, south], [east, south], [east, north], [west, north]]


def areas(project, level=None):
    path = project + ".geojson"
    run("export", project, path, *(["--level", level] if level else []))
    with open(path, encoding="utf-8") as file:
        text = json.load(file)
    os.remove(path)
    return {row["properties"]["code"]: row["properties"]["area_m2"] for row in text["features"]}


@case
def overlap_rules(folder):
    """A large and a small grid claim a strip of a fifth; each rule gives it to the one it names."""
    path = write_geojson(os.path.join(folder, "a.geojson"), [
        ({"code": "small", "name": "小"}, polygon(box(0, 0, 1, 1))),
        ({"code": "large", "name": "大"}, polygon(box(0.8, 0, 3, 1)))])
    for number, (options, winner) in enumerate((
            ([], "small"), (["--overlap", "first"], "small"), (["--overlap", "larger"], "large"))):
        project, report = imported(folder, path, *options, grids=2, name=f"{number}.wangge")
        overlap = report["decisions"]["overlap-resolved"]["items"][0]
        assert overlap["winner"]["code"] == winner, (options, overlap)
        assert abs(areas(project)[winner] - (266900 if winner == "small" else 587000)) < 2000
        rows = {row["code"]: row for row in report["balance"]}
        loser = rows["large" if winner == "small" else "small"]
        assert abs(loser["lost_m2"] - overlap["m2"]) < 1 and abs(loser["adjusted_m2"]) < 1
        assert abs(report["covered_m2"] - report["claimed_m2"] - report["won_m2"]
                   + report["lost_m2"] - report["adjusted_m2"]) < 0.01
        assert abs(report["adjusted_m2"]) < 1e-6 * report["claimed_m2"], report["adjusted_m2"]
    project = new(folder, "ask.wangge")
    asked = run("import", project, path, "--level", "网格", "--overlap", "ask", status=1).stdout
    assert run_json("info", project)["faces"] == 0
    cases = run_json("import", project, path, "--level", "网格", "--overlap", "ask", status=1)["cases"]
    assert [case_["loser"] for case_ in cases] == ["large"], cases
    place = asked.split("\t")[0].rsplit(",", 1)[0]
    answers = write(os.path.join(folder, "answers.csv"), f"{place},large\n")
    report = run_json("import", project, path, "--level", "网格", "--answers", answers)
    assert report["decisions"]["overlap-resolved"]["items"][0]["winner"]["code"] == "large"


@case
def nesting_rules(folder):
    """A grid reaches out of its street: the street follows, or the grid is cut."""
    streets = write_geojson(os.path.join(folder, "streets.geojson"), [
        ({"code": "west", "name": "西街道"}, polygon(box(0, 0, 1, 1))),
        ({"code": "east", "name": "东街道"}, polygon(box(1, 0, 2, 1)))])
    path = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": "w1", "name": "一网格"}, polygon(box(0, 0, 1.2, 1))),
        ({"code": "e1", "name": "二网格"}, polygon(box(1.2, 0, 2, 1)))])
    for rule, share in (("parents", 1.2), ("children", 1.0)):
        project = new(folder, f"{rule}.wangge")
        run("import", project, streets, "--level", "街道")
        report = run_json("import", project, path, "--level", "网格", "--nest", rule)
        kind = "parent-follows" if rule == "parents" else "claim-cut"
        assert abs(report["decisions"][kind]["total_m2"] - 0.2 * 266900) < 300, report["decisions"]
        assert abs(areas(project, "街道")["west"] - share * 266900) < 1500, (rule, areas(project, "街道"))
        assert abs(areas(project, "网格")["w1"] - share * 266900) < 1500, rule
        run("verify", project)


@case
def report_file(folder):
    features_ = features() + [({"code": "bad", "name": "无形", "note": "原值", "电话": "13800000000"},
                               None)]
    path = write_geojson(os.path.join(folder, "a.geojson"), features_)
    table = os.path.join(folder, "report.xlsx")
    run("import", new(folder), path, "--level", "网格", "--report", table)
    layers = subprocess.run([tool("ogrinfo"), "-al", table], capture_output=True, text=True,
                            check=True).stdout
    assert "Layer name: Summary" in layers and "Layer name: Refused rows" in layers, layers
    assert "原值" in layers and "13800000000" not in layers, layers
    other = os.path.join(folder, "report.json")
    run("import", new(folder, "two.wangge"), path, "--level", "网格", "--dry-run", "--report", other)
    with open(other, encoding="utf-8") as file:
        assert json.load(file)["rejected"] == 1
    assert run_json("info", os.path.join(folder, "two.wangge"))["faces"] == 0


@case
def update(folder):
    """A newer version: one border moved, one new name, one new grid, one gone."""
    old = write_geojson(os.path.join(folder, "old.geojson"), features(4, 1))
    project, _ = imported(folder, old)
    before = areas(project)
    same = run_json("import", project, old, "--level", "网格", "--update", "--dry-run")
    assert same["same"] == 4 and not same["differences"], same

    codes = [properties["code"] for properties, _ in features(4, 1)]
    path = write_geojson(os.path.join(folder, "new.geojson"), [
        ({"code": codes[0], "name": "第00网格"}, polygon(box(0, 0, 1.3, 1))),
        ({"code": codes[1], "name": "第10网格"}, polygon(box(1.3, 0, 2, 1))),
        ({"code": codes[2], "name": "改名网格"}, polygon(box(2, 0, 3, 1))),
        ({"code": "new", "name": "新网格"}, polygon(box(0, 1, 1, 2)))])
    told = run_json("import", project, path, "--level", "网格", "--update", "--dry-run")
    kinds = {row["code"]: row["kind"] for row in told["differences"]}
    assert kinds == {codes[0]: "changed", codes[1]: "changed", codes[2]: "changed",
                     "new": "new", codes[3]: "gone"}, told
    moved = next(row for row in told["differences"] if row["code"] == codes[0])
    assert abs(moved["gained_m2"] - 0.3 * before[codes[0]]) < 500 and moved["lost_m2"] == 0, moved
    assert areas(project) == before

    run("import", project, path, "--level", "网格", "--update", "--apply", "other", status=2)
    told = run_json("import", project, path, "--level", "网格", "--update", "--dry-run", "--apply",
                    "new,gone")
    assert [row["kind"] for row in told["differences"] if row["chosen"]] == ["new", "gone"], told

    # Only one of them: its neighbour gives the land, nobody else changes.
    run("import", project, path, "--level", "网格", "--update", "--apply", codes[0])
    after = areas(project)
    assert abs(after[codes[0]] - 1.3 * before[codes[0]]) < 500, after
    assert abs(after[codes[1]] - 0.7 * before[codes[1]]) < 500, after
    assert after[codes[2]] == before[codes[2]] and set(after) == set(before)
    run("verify", project)
    run("undo", project)
    assert areas(project) == before

    run("import", project, path, "--level", "网格", "--update")
    after = areas(project)
    assert set(after) == {*codes[:3], "new"}, after
    run("verify", project)
    rest = run_json("import", project, path, "--level", "网格", "--update", "--dry-run")
    assert not rest["differences"] and rest["same"] == 4, rest
    run("undo", project)
    assert areas(project) == before


@case
def update_of_a_higher_level(folder):
    """The border of a street moves over grids: these are cut, not the street."""
    streets = [({"code": "w", "name": "西"}, polygon(box(0, 0, 2, 1))),
               ({"code": "e", "name": "东"}, polygon(box(2, 0, 4, 1)))]
    project = new(folder)
    run("import", project, write_geojson(os.path.join(folder, "s.geojson"), streets), "--level", "街道")
    run("import", project, write_geojson(os.path.join(folder, "g.geojson"), features(4, 1)),
        "--level", "网格")
    before = areas(project, "街道")
    newer = write_geojson(os.path.join(folder, "n.geojson"), [
        ({"code": "w", "name": "西"}, polygon(box(0, 0, 2.5, 1))),
        ({"code": "e", "name": "东"}, polygon(box(2.5, 0, 4, 1)))])
    run("import", project, newer, "--level", "街道", "--update")
    after = areas(project, "街道")
    assert abs(after["w"] - 1.25 * before["w"]) < 1500, (before, after)
    assert len(areas(project, "网格")) == 4
    run("verify", project)


@case
def templates(folder):
    """A file whose columns nobody would guess is read by what was kept from the last one."""
    home = {"XDG_DATA_HOME": os.path.join(folder, "home")}
    path = write_geojson(os.path.join(folder, "a.geojson"), [
        ({"k1": f"A{i}", "k2": f"名{i}"}, polygon(ring(i, 0))) for i in range(3)])
    run("import", new(folder), path, "--level", "网格", "--map", "code=k1,name=k2",
        "--save-template", "月报", env=home)
    project = new(folder, "two.wangge")
    report = json.loads(run("import", project, path, "--level", "网格", "--template", "月报", "--json",
                            env=home).stdout)
    assert report["grids"] == 3 and set(areas(project)) == {"A0", "A1", "A2"}
    run("import", project, path, "--level", "网格", "--template", "none", status=2, env=home)
    kept = json.loads(run("templates", "--json", env=home).stdout)
    assert [(row["name"], row["code_field"], row["fields"]) for row in kept] \
        == [("月报", "k1", ["k1", "k2"])], kept
    run("templates", "--delete", "none", status=2, env=home)
    run("templates", "--delete", "月报", env=home)
    assert json.loads(run("templates", "--json", env=home).stdout) == []


@case
def shifted_streets(folder):
    """Streets of a web map against tracks of taxis: the shift is noticed, and taken back."""
    streets = data("shenzhen", "深圳街道_74.geojson")
    tracks = os.path.dirname(data("shenzhen", "gpx", "taxi_001.gpx"))
    report = run_json("import", new(folder), streets, "--level", "街道", "--compare", tracks)
    found = problems(report, "shift-suspected")
    assert found and found[0]["field"] == "gcj02", report["problem_counts"]
    report = run_json("import", new(folder, "two.wangge"), streets, "--level", "街道", "--compare",
                      tracks, "--shift", "gcj02")
    assert not problems(report, "shift-suspected")
    # The same layer again, as it is, beside the project that has it right.
    report = run_json("import", os.path.join(folder, "two.wangge"), streets, "--level", "网格",
                      "--dry-run")
    assert problems(report, "shift-suspected")[0]["field"] == "gcj02"


@case
def picture(folder):
    """A picture gets its place by four points and opens where they say."""
    image = os.path.join(folder, "scan.png")
    subprocess.run([tool("gdal_translate"), "-q", "-of", "PNG", "-outsize", "400", "300", "-b", "1",
                    data("raster", "shade.tif"), image], check=True)
    for extra in (image + ".aux.xml", image[:-3] + "wld"):
        if os.path.exists(extra):
            os.remove(extra)
    points = write(os.path.join(folder, "points.csv"), "".join(
        f"{x},{y},{EASTING + 2 * x},{NORTHING - 2 * y}\n"
        for x, y in ((0, 0), (400, 0), (400, 300), (0, 300))))
    told = run_json("georeference", image, "--control-points", points, "--crs", "EPSG:4549")
    assert told["rms_m"] < 0.001 and os.path.exists(told["path"]), told
    with open(image[:-3] + "pgw", encoding="ascii") as file:
        numbers = [float(line) for line in file]
    assert abs(numbers[0] - 2) < 1e-9 and abs(numbers[3] + 2) < 1e-9
    assert abs(numbers[4] - EASTING - 1) < 1e-6 and abs(numbers[5] - NORTHING + 1) < 1e-6
    said = subprocess.run([tool("gdalinfo"), told["path"]], capture_output=True, text=True,
                          check=True).stdout
    assert "CM 120E" in said and "(  509600.000, 3342200.000)" in said, said
    run("georeference", os.path.join(folder, "no.png"), "--control-points", points, "--crs",
        "EPSG:4549", status=1)


@case
def slots(folder):
    """A slot of one metre that runs out to the outside: between two grids it is closed as any other
    sliver is, in one grid's own border it is told with its place."""
    metre = STEP / 480

    def slotted(east):
        """A box of a step with a slot of a metre from the north to its middle, at its west or within."""
        inner = WEST + (2 * STEP if east else STEP) - (STEP / 2 if east else 0)
        return [[WEST + STEP, SOUTH], [WEST + 2 * STEP, SOUTH], [WEST + 2 * STEP, SOUTH + STEP],
                [inner + metre, SOUTH + STEP], [inner + metre, SOUTH + STEP / 2],
                [inner, SOUTH + STEP / 2]] + (
                    [[inner, SOUTH + STEP], [WEST + STEP, SOUTH + STEP]] if east else [])

    first = ({"code": "a", "name": "甲"}, polygon(box(0, 0, 1, 1)))
    path = write_geojson(os.path.join(folder, "a.geojson"),
                         [first, ({"code": "b", "name": "乙"}, polygon(slotted(False)))])
    project, report = imported(folder, path, grids=2)
    closed = report["decisions"]["gap-closed"]
    assert report["decisions"]["slot-left"]["count"] == 0 and closed["count"] == 1, closed
    assert abs(closed["total_m2"] - 277) < 15 and 0.9 < closed["items"][0]["width_m"] < 1.1, closed
    winner = closed["items"][0]["winner"]["code"]
    row = {row["code"]: row for row in report["balance"]}[winner]
    assert abs(row["won_m2"] - closed["total_m2"]) < 0.01 and abs(row["adjusted_m2"]) < 1, row
    assert abs(report["adjusted_m2"]) < 2, report["adjusted_m2"]
    run("verify", project)
    _, report = imported(folder, path, "--sliver", "0.5", grids=2, name="two.wangge")
    assert report["decisions"]["slot-left"]["count"] == report["decisions"]["gap-closed"]["count"] == 0
    path = write_geojson(os.path.join(folder, "b.geojson"),
                         [first, ({"code": "b", "name": "乙"}, polygon(slotted(True)))])
    project, report = imported(folder, path, grids=2, name="three.wangge")
    assert report["decisions"]["gap-closed"]["count"] == 0
    left = report["decisions"]["slot-left"]
    assert left["count"] == 1 and abs(left["total_m2"] - 277) < 15, left
    assert abs(report["adjusted_m2"]) < 1e-3
    run("verify", project)


@case
def preview(folder):
    """What `info --json` says of a file before its import: all that a person has to decide on."""
    rows = "".join(f"33010600{i},网格{i},李,1380000000{i}\n" for i in range(9))
    path = write(os.path.join(folder, "a.csv"), "编码,名称,姓名,联系电话\n" + rows, "gb18030")
    layer = run_json("info", path)["layers"][0]
    assert layer["encoding"] == "GB18030" and layer["samples"][0][1] == "网格0"
    assert layer["personal"] == ["姓名", "联系电话"] and layer["samples"][0][2:] == ["", ""]
    wrong = run_json("info", path, "--encoding", "BIG5")["layers"][0]
    assert wrong["samples"][0][1] != "网格0" and wrong["encoding"] == "BIG5"

    # A table that two offices filled: one column in Big5, the others in GB18030.
    lines = [b"code,name,town"] + [f"{i},".encode() + f"第{i}网格综合治理".encode("gb18030") + b","
                                   + "臺北縣板橋鎮區號".encode("big5") for i in range(9)]
    path = write_bytes(os.path.join(folder, "b.csv"), b"\n".join(lines) + b"\n")
    layer = run_json("info", path)["layers"][0]
    assert layer["samples"][0][1] == "第0网格综合治理", layer["samples"][0]
    path = drawing(os.path.join(folder, "c.dxf"), [
        ("墙", (EASTING, NORTHING), (EASTING + 5, NORTHING)),
        ("界", (EASTING, NORTHING + 5), (EASTING + 5, NORTHING + 5))], [])
    layer = run_json("info", path)["layers"][0]
    assert sorted(layer["drawing_layers"]) == ["墙", "界"] and len(layer["candidates"]) == 21


@case
def what_an_update_leaves_out_moves_nothing(folder):
    """Vertices of a row that is not applied are not among those that the import moved."""
    old = features()
    project, _ = imported(folder, write_geojson(os.path.join(folder, "old.geojson"), old))
    rows = [({**values, "name": "改" + values["name"]}, polygon(ring(column, row)))
            for (values, _), (column, row) in zip(old, ((0, 0), (0, 1), (1, 0), (1, 1)))]
    off = [[x + 6e-8, y + 6e-8] for x, y in ring(1, 1)]  # some 6 mm
    rows[3] = (rows[3][0], polygon(off))
    newer = write_geojson(os.path.join(folder, "new.geojson"), rows)
    code = rows[0][0]["code"]
    report = run_json("import", project, newer, "--level", "网格", "--update", "--apply", code)
    assert report["moved_vertices"] == 0 and report["farthest_move_m"] == 0, report


main()
