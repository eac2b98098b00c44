#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two schemes of one project that both went on after the copy: what is the same in both, and what is not."""
import json
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


def halve(path, column, code=None):
    x = WEST + (column + 0.5) * STEP
    run("split", path, "--grid", code or f"33010600100{column + 1}",
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
    # Both new ones are the first after the copy; they are not the same grid for that, nor have one code.
    assert rows == [("Land", "330106001001"), ("Land", "330106001004"), ("New", "330106001006"),
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


FREE_LAND = f"POLYGON (({WEST + 4 * STEP} {SOUTH}, {WEST + 5 * STEP} {SOUTH}, {WEST + 5 * STEP} {SOUTH + STEP}, " \
            f"{WEST + 4 * STEP} {SOUTH + STEP}, {WEST + 4 * STEP} {SOUTH}))"


def draw(path, name, code=None):
    run("draw", path, "--polygon", FREE_LAND, "--level", "网格", "--name", name, *(["--code", code] if code else []))


def codes(path):
    rows = run_json("number", path, "--level", "网格", "--pattern", "{n}", "--dry-run")["grids"]
    return {row["old_name"]: row["old_code"] for row in rows}


@case
def a_code_is_given_once_in_the_whole_project(folder):
    path = project(folder)
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    run("scheme", path, "--open", "草案")
    halve(path, 0)                      # 005
    run("undo", path)                   # ... which redo would bring back
    run("scheme", path, "--open", first)
    halve(path, 1)
    assert codes(path)["第5网格"] == "330106001006"
    run("number", path, "--level", "网格", "--pattern", "330106001{nnn}", "--scope", "gaps", status=1)
    assert codes(path)["第5网格"] == "330106001006"
    # The grid that both have may have one code in both.
    run("number", path, "--level", "网格", "--pattern", "W{nn}")
    west = codes(path)
    run("scheme", path, "--open", "草案")
    run("number", path, "--level", "网格", "--pattern", "W{nn}")
    # So the draft passes over the one that a grid of its own has there.
    east = codes(path)
    assert len(east) == 4 and all(west[name] == code for name, code in east.items()), (west, east)
    # A net without codes gets none that is in use either.
    run("scheme", path, "--add", "公安网", "--empty", "--kind", "net", "--levels", "派出所,网格")
    run("scheme", path, "--open", "公安网")
    net = write_geojson(os.path.join(folder, "net.geojson"), [({"name": f"警{n}"}, square(n, 2)) for n in range(3)])
    run("import", path, net, "--level", "网格")
    used = set(west.values()) | {f"33010600100{n}" for n in range(1, 7)}
    assert not used & set(codes(path).values()), codes(path)
    # What a file says stays as it is, and takes no code from our schemes.
    named = write_geojson(os.path.join(folder, "named.geojson"), [({"code": "330106001001", "name": "警9"}, square(4, 2))])
    run("import", path, named, "--level", "网格")
    assert codes(path)["警9"] == "330106001001"
    police = write_geojson(os.path.join(folder, "police.geojson"), [({"code": "W06", "name": "警8"}, square(5, 2))])
    run("import", path, police, "--level", "网格")
    run("scheme", path, "--open", "草案")
    halve(path, 0, east["第1网格"])
    assert set(codes(path).values()) - set(east.values()) == {"W06"}, codes(path)


def clashing(folder):
    """In both schemes a grid of its own was drawn with the same code; the first one is open."""
    path = project(folder)
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    draw(path, "甲", "330106001009")
    run("scheme", path, "--open", "草案")
    draw(path, "乙", "330106001009")
    run("scheme", path, "--open", first)
    return path, first


@case
def a_code_of_another_grid_is_not_adopted_silently(folder):
    path, first = clashing(folder)
    refused = run("scheme", path, "--adopt", "草案", status=1)
    assert "1 grid of “草案” has a code" in refused.stdout and "乙\t甲\t330106001010" in refused.stdout, refused.text
    assert "--renumber or --keep-codes" in refused.stderr, refused.stderr
    told = json.loads(run("scheme", path, "--adopt", "草案", "--json", status=1).stdout)
    assert not told["adopted"] and [(row["code"], row["name"], row["in_force"], row["new_code"])
                                    for row in told["clashes"]] == [("330106001009", "乙", "甲", "330106001010")], told
    assert [row["kind"] for row in run_json("scheme", path)] == ["in-force", "draft"]
    run("scheme", path, "--adopt", "草案", "--renumber", "--keep-codes", status=2)
    run("scheme", path, "--list", "--renumber", status=2)

    done = run_json("scheme", path, "--adopt", "草案", "--renumber", "--date", "2027-01-01")
    assert done["adopted"] and done["renumbered"], done
    assert [(row["kind"], row["adopted"]) for row in done["schemes"]] == [("past", None), ("in-force", "2027-01-01")]
    run("scheme", path, "--open", "草案")
    assert codes(path)["乙"] == "330106001010"
    # The code stays with the one that had it: nobody gets it again, and the history has the step.
    assert run_json("verify", path)["valid"]
    assert [row["kind"] for row in run_json("history", path)] == ["draw", "number"]
    run("undo", path)
    assert codes(path)["乙"] == "330106001009"
    run("redo", path)
    assert codes(path)["乙"] == "330106001010" and run_json("verify", path)["valid"]
    # Not before the one that is in force; its own day may be changed.
    run("scheme", path, "--adopt", first, "--date", "2026-12-31", status=1)
    assert run_json("scheme", path, "--adopt", "草案", "--date", "2027-01-15")["schemes"][1]["adopted"] == "2027-01-15"
    # Back again: nothing clashes any more, and the day is that of the second time.
    back = run_json("scheme", path, "--adopt", first, "--date", "2027-02-01")
    assert back["adopted"] and not back["clashes"] and not back["renumbered"], back
    assert [row["until"] for row in back["schemes"]] == [None, "2027-02-01"], back["schemes"]
    # Each scheme tells what became of it, also one that is not open.
    events = [[(event["kind"], event["day"], event["other"]) for event in row["events"]] for row in back["schemes"]]
    assert events == [[("replaced", "2027-01-01", "草案"), ("adopted", "2027-02-01", "草案")],
                      [("adopted", "2027-01-01", first), ("day-changed", "2027-01-15", ""),
                       ("replaced", "2027-02-01", first)]], events
    assert f"In force from 2027-01-01 on, in place of “{first}”" in run("scheme", path).stdout


@case
def an_open_draft_is_renumbered_as_an_edit(folder):
    path, _first = clashing(folder)
    run("scheme", path, "--open", "草案")
    run("scheme", path, "--adopt", "草案", status=1)
    assert len(run_json("history", path)) == 1
    run("scheme", path, "--adopt", "草案", "--renumber")
    assert codes(path)["乙"] == "330106001010"
    assert [row["kind"] for row in run_json("history", path)] == ["draw", "number"]
    assert run_json("verify", path)["valid"]


@case
def codes_may_be_kept_and_changed_about(folder):
    path, first = clashing(folder)
    # What is in force cannot go: its codes would be given again.
    run("scheme", path, "--open", "草案")
    refused = run("scheme", path, "--remove", first, status=1)
    assert "Put another one in force first." in refused.text, refused.text
    run("scheme", path, "--open", first)
    kept = run_json("scheme", path, "--adopt", "草案", "--keep-codes")
    assert kept["adopted"] and not kept["renumbered"] and len(kept["clashes"]) == 1
    # Numbering in another order gives the grids each other's codes: no clash, both schemes know them.
    run("scheme", path, "--add", "改号")
    run("scheme", path, "--open", "改号")
    run("number", path, "--level", "网格", "--pattern", "330106001{nnn}", "--order", "outward", "--from", "120.2 30.2")
    assert codes(path)["第1网格"] != "330106001001"
    told = run_json("scheme", path, "--adopt", "改号", "--keep-codes")
    assert [row["name"] for row in told["clashes"]] in ([], ["甲"]), told
    assert first


def staff(path):
    """Who answers where: the code of the grid by the person's name."""
    lines = [line.split("\t") for line in run("people", path).stdout.splitlines() if line.startswith("330106")]
    return {cells[4]: cells[0] for cells in lines}


@case
def people_follow_a_draft_into_force(folder):
    path, first = clashing(folder)
    run("scheme", path, "--open", "草案")
    for code, name in (("330106001002", "李四"), ("330106001009", "赵六")):
        run("assign-person", path, "--grid", code, "--name", name, "--role", "worker")
    run("merge", path, "--grids", "330106001001,330106001002", "--into", "330106001001")
    drafted = staff(path)
    assert drafted == {"李四": "330106001001", "赵六": "330106001009"}, drafted
    run("scheme", path, "--open", first)
    assert staff(path) == {}
    run("scheme", path, "--adopt", "草案", "--renumber")
    run("scheme", path, "--open", "草案")
    assert staff(path) == {"李四": "330106001001", "赵六": "330106001010"}, staff(path)
    # The history of the draft goes on behind the adoption: all of it back, and again.
    n_steps = len(run_json("history", path))
    for _step in range(n_steps):
        run("undo", path)
    assert staff(path) == {} and "乙" not in codes(path) and run_json("verify", path)["valid"]
    for _step in range(n_steps):
        run("redo", path)
    assert staff(path) == {"李四": "330106001001", "赵六": "330106001010"}, staff(path)
    assert run_json("verify", path)["valid"]
    # A copy of it begins with its people; what is removed takes nothing with it.
    run("scheme", path, "--add", "再改")
    run("scheme", path, "--open", "再改")
    run("scheme", path, "--remove", first)
    assert staff(path) == {"李四": "330106001001", "赵六": "330106001010"}
    assert run_json("verify", path)["valid"]


@case
def what_is_in_force_stays_and_no_option_is_passed_over(folder):
    path = project(folder)
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    run("scheme", path, "--open", "草案")
    # The plan in force and its history do not go by one word; a past one may.
    told = run("scheme", path, "--remove", first, status=1)
    assert "in force" in told.text, told.text
    assert [row["kind"] for row in run_json("scheme", path)] == ["in-force", "draft"]
    for words in (["--empty"], ["--kind", "net"], ["--levels", "甲,乙"], ["--add", "新", "--levels", "甲,乙"],
                  ["--with", "草案"], ["--level", "网格"], ["--out", os.path.join(folder, "x.pdf")],
                  ["--date", "2026-12-01"], ["--add", "新", "--date", "2026-12-01"], ["--to", "新"],
                  ["--remove", "草案", "--to", "新"]):
        run("scheme", path, *words, status=2)
    assert [row["name"] for row in run_json("scheme", path)] == [first, "草案"]
    run("scheme", path, "--adopt", "草案", "--date", "2026-12-01")
    run("scheme", path, "--remove", first)
    assert [row["kind"] for row in run_json("scheme", path)] == ["in-force"]


main()
