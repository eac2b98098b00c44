#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import makes of sets with a known answer, compared with overlays by GEOS."""
import math
import os
import re
import subprocess

from tap import case, data, main, run, run_json, tool
from overlay import place, read, union

QGIS = ("bad_inputs", "qgis_geometry_checker")


def new(folder, name="test.wangge"):
    path = os.path.join(folder, name)
    run("new", path, "--levels", "街道,网格")
    return path


def land_of(project, crs, folder, key="code"):
    """{code: Land} of the lowest level as it is stored."""
    out = os.path.join(folder, "land.gpkg")
    if os.path.exists(out):
        os.remove(out)
    run("export", project, out, "--level", "网格")
    return {row[key]: land for row, land in read(out, crs)}


def near(lands, code, *others):
    """The union of the lands but @code's that could share land with one of @others."""
    return union(land for other, land in lands.items()
                 if other != code and any(land.meets(one) for one in others))


@case
def denver(folder):
    """Precinct for precinct: the cleaned `orig` is `repaired` but for what the report itemises and
    for land that `orig` itself draws otherwise, undisputed. That is measured from the two files alone,
    on whole millimetres as everywhere here, so that no rounding has to be forgiven."""
    report_path = os.path.join(folder, "report.json")
    project = new(folder)
    report = run_json("import", project, data("precincts", "DenverCo_precincts2020_orig.zip"),
                      "--level", "网格", "--report", report_path)
    crs = run_json("info", project)["crs"]
    clean = {code: land.rounded() for code, land in land_of(project, crs, folder).items()}
    before, reference = ({row["PRECID"]: land.rounded() for row, land in read(
        "/vsizip/" + data("precincts", f"DenverCo_precincts2020_{name}.zip"), crs)}
                         for name in ("orig", "repaired"))
    assert set(clean) == set(before) == set(reference) and len(clean) == 356
    rows = {}
    for kind, found in report["decisions"].items():
        for item in found["items"] if kind not in ("gap-kept", "slot-left") else ():
            for side in ("winner", "loser"):
                if item[side] is not None:
                    rows[item[side]["code"]] = rows.get(item[side]["code"], 0.0) + item["m2"]
    equal = by_source = 0
    for code, land in clean.items():
        others = near(before, code, land, reference[code], before[code])
        disputed = before[code] & others
        itemised = rows.get(code, 0.0)
        changed = (land ^ before[code]).area
        assert changed <= itemised + 0.05, (code, changed, itemised)
        found = (land ^ reference[code]).area
        drawn = ((before[code] - others) ^ (reference[code] - disputed)).area
        assert abs(found - drawn) <= itemised + 0.05 < 20, (code, found, drawn, itemised)
        equal += found <= 1.0
        by_source += found > 1.0 and drawn > 1.0
    print(f"# {equal} precincts equal within 1 m²; {by_source} that the two files draw otherwise")
    assert equal >= 230 and equal + by_source == 356, (equal, by_source)
    balance = {row["code"]: row for row in report["balance"]}
    for code, row in balance.items():  # told on the ellipsoid: both sides by the same factor
        factor = row["after_m2"] / clean[code].area
        assert 0.99 < factor < 1.01, row
        assert abs(before[code].area * factor - row["before_m2"]) < 0.05, row
    for code in sorted(balance)[::40]:
        card = run_json("info", project, "--grid", code)["tally"]["area_m2"]
        assert abs(card - balance[code]["after_m2"]) < 1e-6 * card + 0.01, (code, card, balance[code])
    land = run_json("info", project)["area_m2"]
    assert abs(land - report["covered_m2"]) < 1e-6 * land, (land, report["covered_m2"])


@case
def denver_as_others_repaired_it(folder):
    """What others (maup) repaired passes as it is."""
    project = new(folder)
    report = run_json("import", project, data("precincts", "DenverCo_precincts2020_repaired.zip"),
                      "--level", "网格")
    crs = run_json("info", project)["crs"]
    assert not report["balance"] or all(row["lost_m2"] == 0 for row in report["balance"])
    reference = {row["PRECID"]: land.rounded() for row, land in read(
        "/vsizip/" + data("precincts", "DenverCo_precincts2020_repaired.zip"), crs)}
    slots = report["decisions"]["gap-closed"]["total_m2"]
    for code, land in land_of(project, crs, folder).items():
        assert (land.rounded() ^ reference[code]).area <= 0.05 + slots, code


class Findings:
    """The decisions of an import of one layer of QGIS, to be matched one after the other."""

    def __init__(self, folder, layer):
        self.project = new(folder, layer + ".wangge")
        self.report = run_json("import", self.project, data(*QGIS, layer), "--level", "网格")
        degrees = layer.split(".")[0] in ("gap_layer", "polygon_layer", "missing_vertex")
        self.unit_m = 111320.0 if degrees else 1.0
        lost = {p["row"] for p in self.report["problems"] if p["rejected"]}
        landed = [row for row in range(1, self.report["rows"] + 1) if row not in lost]
        self.rows = {f"{number:03d}": row for number, row in enumerate(landed, 1)}
        self.lost = lost
        self.items = [(kind, item) for kind, found in self.report["decisions"].items()
                      for item in found["items"]]
        self.open = list(self.items)

    def features(self, item):
        """The features, from 0, of all decisions at one place."""
        found = set()
        for _, other in self.items:
            if (other["lon"], other["lat"], other["m2"]) != (item["lon"], item["lat"], item["m2"]):
                continue
            for side in ("winner", "loser"):
                code = other[side]["code"] if other[side] is not None else None
                if code == "":
                    found |= {row - 1 for row in self.lost}
                elif code is not None:
                    found.add(self.rows[code] - 1)
        return found

    def take(self, kind, x, y, value, pair):
        for found, item in self.open:
            size = math.sqrt(item["m2"]) / self.unit_m
            far = math.hypot(item["lon"] - float(x), item["lat"] - float(y)) if x != "-" else 0.0
            square = item["m2"] / self.unit_m ** 2
            if found == kind and far <= max(1e-4, size) \
                    and (value == "-" or abs(square - float(value)) <= 0.00005 + 0.02 * square) \
                    and (not pair or set(pair) <= self.features(item)):
                self.open.remove((found, item))
                return True
        return False


@case
def qgis_geometry_checker(folder):
    """Each finding that QGIS' own tests expect stands in our report, and each of ours that they do not
    expect is accounted for: tests/cases/qgis-findings.txt."""
    data(*QGIS)
    layers = {}
    with open(os.path.join(os.environ["WG_CASES_DIR"], "qgis-findings.txt"), encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip() and line[0] != "#"]
    for line in lines:
        verb, layer = line.split()[:2]
        if layer not in layers:
            layers[layer] = Findings(folder, layer)
        findings = layers[layer]
        if verb == "find":
            check, x, y, value, _, kind = line.split()[2:]
            pair = [int(n) for n in check.split(":")[1].split("/")] if ":" in check else []
            assert findings.take(kind, x, y, value, pair), (line, findings.open)
        elif verb == "row":
            _, feature, _, kind = line.split()[2:]
            rows = [p["row"] for p in findings.report["problems"] if p["kind"] == kind]
            assert int(feature) + 1 in rows, (line, rows)
        elif verb == "node":
            assert_vertices(findings.project, folder, *line.split()[3:5])
        elif verb == "more":
            kind, count = line.partition(": ")[0].split()[2:]
            found = sum(1 for other, _ in findings.open if other == kind)
            assert found == int(count), (line, [item for item in findings.open if item[0] == kind])
            findings.open = [item for item in findings.open if item[0] != kind]
        else:
            assert verb == "none" and line.partition(": ")[2], line
    for layer, findings in layers.items():
        assert not findings.open, (layer, findings.open)
    print(f"# {len(lines)} lines of {len(layers)} layers")


def assert_vertices(project, folder, longitude, latitude):
    """Each vertex within a metre of the place is one of every polygon that touches it. (Where a sliver
    was closed the border may have become straight, with none.) In the project's plane: an edge of 70 km
    that is straight in degrees runs metres beside what it touched there."""
    crs = run_json("info", project)["crs"]
    lands = list(land_of(project, crs, folder).values())
    told = subprocess.run([tool("gdaltransform"), "-s_srs", "EPSG:4326", "-t_srs", crs,
                           "-output_xy"], input=f"{longitude} {latitude}\n", text=True,
                          capture_output=True, check=True).stdout
    x, y = map(float, told.split())
    vertices = [{(float(a), float(b)) for a, b in re.findall(r"(-?[\d.]+) (-?[\d.]+)", land.wkt())}
                for land in lands]
    for a, b in set().union(*vertices):
        if math.hypot(a - x, b - y) > 1.0:
            continue
        spot = place(a, b)
        missing = [number for number, land in enumerate(lands) if land.distance(spot) < 0.0009
                   and all(math.hypot(a - c, b - d) > 0.0001 for c, d in vertices[number])]
        assert not missing, (a, b, missing)


@case
def qgis_follow_boundaries(folder):
    """QGIS: features 1 and 3 of the one layer do not follow the borders of the other. Here: they are
    grids of which a lower one reaches out."""
    project = new(folder)
    run("import", project, data(*QGIS, "follow_subj.shp"), "--level", "街道")
    report = run_json("import", project, data(*QGIS, "follow_ref.shp"), "--level", "网格", "--nest",
                      "children", "--sliver", "0")
    cut = {item["loser"]["code"][:3] for item in report["decisions"]["claim-cut"]["items"]}
    assert cut == {"002", "004"}, cut


@case
def parents_made_of_children(folder):
    """Communities made of the grids that name them: the same codes, names and land as the file's."""
    path = data("hangzhou_xihu", "西湖区网格_605.geojson")
    project = os.path.join(folder, "test.wangge")
    run("new", project, "--levels", "街道,社区,网格")
    told = run_json("import", project, path, "--level", "网格", "--dry-run")
    named = [p for p in told["problems"] if p["kind"] == "parents-named"]
    assert len(named) == 1 and not told["parents_made"], named
    report = run_json("import", project, path, "--level", "网格", "--parents", "make")
    crs = run_json("info", project)["crs"]
    children = {}
    for row, land in read(path, crs):
        key = row["parentAreaCode"], row["parentAreaName"]
        children.setdefault(key, []).append(land.valid())
    made = {(row["code"], row["name"]) for row in report["parents_made"]}
    coded = {key for key in children if key[0]}
    named_only = {name for code, name in children if not code and name}
    assert coded < made and {name for _, name in made - coded} == named_only, made ^ coded
    assert len(made) == int(named[0]["detail"]) > 150
    out = os.path.join(folder, "parents.gpkg")
    run("export", project, out, "--level", "社区")
    for row, land in read(out, crs):
        key = (row["code"], row["name"])
        difference = (land ^ union(children[key if key in children else ("", row["name"])])).area
        assert difference < 1e-5 * land.area, (row["code"], difference)
    run("verify", project)
    run("undo", project)
    assert run_json("info", project)["faces"] == 0


main()
