#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People: rosters from files, lists of staff, roles given and ended, staffing rules. All people are invented."""
import csv
import json
import os
import sqlite3
import subprocess

from tap import case, main, polygon, run, run_json, write_geojson
from workbook import Day, Formula, write_workbook, write_xml_workbook

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
IDENTITY = "11010519491231002X"  # the example of the standard
ROSTER = [
    ["柳塘社区网格员花名册", "", "", "", "", "", ""],
    ["网格", "网格长", "", "网格员", "", "身份证号", "民族"],
    ["", "姓 名", "联系电话", "姓名", "电话", "", ""],
    ["第一网格", "沈国良", "１３８０００００００１", "阮小凤", "13800000002", IDENTITY, "汉族"],
    ["第二网格", "裘建平", "13800000003.0", "卞丽芳、窦志强", "13800000004、13800000005", IDENTITY, "汉族"],
    ["第九网格", "郁海英", "1.38E+10", "", "", IDENTITY, "回族"],
]


def square(column, row, size=1.0):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder):
    """Three grids side by side."""
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"33010600100{n + 1}", "name": f"第{'一二三'[n]}网格"}, square(n, 0)) for n in range(3)])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, grids, "--level", "网格")
    return path


def write_csv(folder, rows, encoding="gbk", name="花名册.csv"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(folder, rows):
    """With numbers as numbers, as spreadsheets have them."""
    path = os.path.join(folder, "花名册.xlsx")
    subprocess.run(["ogr2ogr", "-f", "XLSX", path, write_csv(folder, rows, "utf-8", "source.csv"),
                    "-oo", "AUTODETECT_TYPE=YES", "-oo", "HEADERS=YES"], check=True, capture_output=True)
    return path


@case
def preview_and_import(folder):
    path, roster = project(folder), write_csv(folder, ROSTER)
    told = run_json("import", path, roster, "--as", "roster", "--preview")
    assert not told["done"] and told["new_people"] == 6 and told["new_assignments"] == 5, told
    assert told["dropped"] == ["身份证号", "民族"], told
    assert told["states"]["unknown-grid"] == 1, told
    rows = {row["name"]: row for row in told["rows"]}
    assert rows["沈国良"]["phone"] == "13800000001" and rows["沈国良"]["role"] == "leader", rows
    assert rows["窦志强"]["grid"] == "330106001002" and rows["窦志强"]["phone"] == "13800000005", rows
    assert rows["郁海英"]["phone"] == "" and "phone-lost" in rows["郁海英"]["reasons"], rows
    file = sqlite3.connect(path)
    assert file.execute("SELECT count(*) FROM person").fetchone()[0] == 0
    rejects = os.path.join(folder, "rejects.csv")
    done = run_json("import", path, roster, "--as", "roster", "--report", rejects)
    assert done["done"], done
    assert file.execute("SELECT count(*) FROM person").fetchone()[0] == 6
    with open(rejects, encoding="utf-8-sig") as text:
        kept = text.read()
    assert "第九网格" in kept and "第一网格" not in kept and IDENTITY not in kept, kept
    assert not any(IDENTITY in str(row) for row in file.execute("SELECT * FROM person"))
    again = run_json("import", path, roster, "--as", "roster")
    assert not again["done"] and again["states"]["same"] == 5, again
    run("undo", path)
    assert file.execute("SELECT count(*) FROM person").fetchone()[0] == 0
    with open(path, "rb") as data:
        assert IDENTITY.encode() not in data.read()


@case
def numbers_of_a_spreadsheet(folder):
    path = project(folder)
    roster = write_xlsx(folder, [["姓名", "电话", "网格编码", "职务", "任职时间"],
                                 ["沈国良", "13800000001", "330106001001", "网格长", "2025-03-01"],
                                 ["阮小凤", "57188000000", "330106001002", "网格长", "2025-03-01"]])
    told = run_json("import", path, roster, "--as", "roster")
    rows = {row["name"]: row for row in told["rows"]}
    assert rows["沈国良"]["phone"] == "13800000001" and rows["沈国良"]["grid"] == "330106001001", rows
    assert rows["阮小凤"]["phone"] == "057188000000" and rows["阮小凤"]["from"] == "2025-03-01", rows


@case
def lists_of_staff(folder):
    path = project(folder)
    run("import", path, write_csv(folder, ROSTER), "--as", "roster")
    staff = run_json("people", path, "--grid", "330106001001")["staff"]
    assert [member["name"] for member in staff] == ["沈国良", "阮小凤"], staff
    out = os.path.join(folder, "staff.csv")
    run("people", path, "--edition", "public", "--mask", "--gaps", "-o", out)
    with open(out, "rb") as data:
        assert data.read(3) == b"\xef\xbb\xbf"
    with open(out, encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert len(rows) == 1 + 3 and len(rows[0]) == 6, rows
    assert rows[1][0] == "330106001001" and rows[1][5] == "138****0001", rows
    assert "阮小凤" not in str(rows), rows
    book = os.path.join(folder, "staff.xlsx")
    run("people", path, "-o", book)
    told = subprocess.run(["ogrinfo", "-ro", "-al", book], check=True, capture_output=True, text=True).stdout
    assert "(String) = 330106001001" in told and "(String) = 13800000001" in told, told


@case
def give_and_end_a_role(folder):
    path = project(folder)
    one = run_json("assign-person", path, "--grid", "330106001001", "--name", "沈国良", "--phone", "138 0000 0001",
                   "--from", "2026-01-01")
    assert one["phone"] == "13800000001" and one["role"] == "leader" and one["from"] == "2026-01-01", one
    two = run_json("assign-person", path, "--grid", "330106001001", "--name", "阮小凤", "--replace", "--from",
                   "2026-06-01")
    staff = run_json("people", path, "--grid", "330106001001", "--day", "2026-05-31")["staff"]
    assert [member["name"] for member in staff] == ["沈国良"], staff
    staff = run_json("people", path, "--grid", "330106001001", "--day", "2026-06-01")["staff"]
    assert [member["name"] for member in staff] == ["阮小凤"], staff
    run("assign-person", path, "--grid", "330106001001", "--name", "阮小凤", "--end", "--to", "2026-06-30")
    assert run_json("people", path, "--grid", "330106001001", "--day", "2026-07-01")["staff"] == []
    run("assign-person", path, "--grid", "999", "--name", "阮小凤", status=1)
    run("assign-person", path, "--grid", "330106001001", "--name", "阮小凤", "--from", "gestern", status=2)
    assert two["assignment"] != one["assignment"]


@case
def staffing_rules(folder):
    path = project(folder)
    rules = run_json("staff-rules", path, "--level", "网格", "--preset", "1+1+N")["rules"]
    assert [(rule["role"], rule["post"], rule["min"]) for rule in rules] == [
        ("leader", "", 1), ("worker", "full-time", 1), ("worker", "part-time", 1)], rules
    run("assign-person", path, "--grid", "330106001001", "--name", "沈国良", "--from", "2026-01-01")
    staffing = run_json("people", path, "--grid", "330106001001", "--day", "2026-06-01")["staffing"]
    assert staffing["filled"] == 1 and staffing["needed"] == 3, staffing
    rules = run_json("staff-rules", path, "--level", "网格", "--rule", "leader:1:1", "--rule", "宣传员:2")["rules"]
    assert [(rule["role"], rule["min"], rule["max"]) for rule in rules] == [("leader", 1, 1), ("宣传员", 2, 0)], rules
    run("undo", path)
    assert len(run_json("staff-rules", path)["rules"]) == 3
    run("staff-rules", path, "--level", "网格", "--preset", "1+2", status=2)


@case
def merge_and_undo(folder):
    """Who answers for a grid that is merged away answers for its heir."""
    path = project(folder)
    run("import", path, write_csv(folder, ROSTER), "--as", "roster")
    run("merge", path, "--grids", "330106001001,330106001002", "--into", "330106001002")
    names = {member["name"] for member in run_json("people", path, "--grid", "330106001002")["staff"]}
    assert names == {"沈国良", "阮小凤", "裘建平", "卞丽芳", "窦志强"}, names
    run("verify", path)
    run("undo", path)
    names = {member["name"] for member in run_json("people", path, "--grid", "330106001001")["staff"]}
    assert names == {"沈国良", "阮小凤"}, names


def phones(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return dict(database.execute("SELECT name, phone FROM person WHERE is_active = 1"))


def book(since):
    """As an office makes them: a title, two rows of headings, numbers as numbers, a formula, days, vague headings."""
    return [["柳塘社区花名册（2026年）"],
            ["网格", "起始日期", "网格长", None, "网格员", None, "备用", None],
            [None, None, "姓名", "电话", "姓名", "电话", None, "家庭住址"],
            ["第一网格", Day(since), "沈 国良", 13800000001, "阮小凤", "13800000002", IDENTITY, "某路1号"],
            ["第二网格", Day(since), "裘建平", 13800000003.0, "卞丽芳", Formula(('"1380"&"0000004"', "13800000004")), IDENTITY,
             None],
            ["合计", None, Formula(("COUNTA(C4:C5)", 2))]]


@case
def workbooks_of_spreadsheet_programs(folder):
    """Several sheets, rich text in shared strings, merged and hidden cells; days count from 1900 or from 1904."""
    path = project(folder)
    for name, since, from_1904 in (("a.xlsx", 46054, False), ("b.xlsx", 46054 - 1462, True)):
        roster = os.path.join(folder, name)
        write_workbook(roster, [("说明", [["本表由社区填写"]]), ("花名册", book(since))],
                       merged=("A1:H1", "C2:D2", "E2:F2"), hidden_rows=(5,), from_1904=from_1904)
        told = run_json("import", path, roster, "--as", "roster", "--preview")
        assert told["new_people"] == 4 and told["new_assignments"] == 4, told
        assert len(told["dropped"]) == 2 and "备用" in told["dropped"][0], told
        found = {item["name"]: item for item in told["rows"]}
        assert [found[who]["phone"] for who in ("沈国良", "阮小凤", "裘建平", "卞丽芳")] == [
            f"1380000000{n}" for n in (1, 2, 3, 4)], told
        assert {item["from"] for item in told["rows"]} == {"2026-02-01"}, told


@case
def phonetic_guides(folder):
    """How a name is spoken is no part of it."""
    path, roster = project(folder), os.path.join(folder, "注音.xlsx")
    write_workbook(roster, [("花名册", [["网格", "姓名", "电话"], ["第一网格", "沈国良", "13800000001"],
                                        ["第二网格", "裘建平", "13800000002"]])],
                   spoken={"沈国良": "shěn guóliáng", "姓名": "xìngmíng", "第二网格": "dì'èr"})
    told = run_json("import", path, roster, "--as", "roster", "--preview")
    assert [(row["name"], row["phone"], row["grid"]) for row in told["rows"]] == [
        ("沈国良", "13800000001", "330106001001"), ("裘建平", "13800000002", "330106001002")], told


@case
def under_the_name_of_the_old_kind(folder):
    """Platforms call .xls what is a workbook of the new kind, a page, or text."""
    path, rows = project(folder), [["网格", "姓名", "电话"], ["第一网格", "沈国良", "13800000001"]]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    book_file, page, text, xml = (os.path.join(folder, name) for name in ("新.xls", "页.xls", "文本.xls", "标记.xls"))
    write_workbook(os.path.join(folder, "a.xlsx"), [("花名册", rows)])
    os.rename(os.path.join(folder, "a.xlsx"), book_file)
    with open(page, "w", encoding="gbk") as file:
        file.write(f'<html><head><meta charset="gbk"></head><body><table>{cells}</table></body></html>')
    with open(text, "w", encoding="gbk") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)
    write_xml_workbook(xml, [("说明", [["填表说明"]]), ("花名册", [rows[0], ["第一网格", "沈国良", 13800000001]])])
    for roster in (book_file, page, text, xml):
        told = run_json("import", path, roster, "--as", "roster", "--preview")
        assert [(row["name"], row["phone"], row["grid"]) for row in told["rows"]] == [
            ("沈国良", "13800000001", "330106001001")], told
    run("import", path, xml, "--as", "roster", "--preview", "--layer", "没有", status=1)
    with open(xml, "r+b") as file:
        file.truncate(700)
    run("import", path, xml, "--as", "roster", "--preview", status=1)
    with open(book_file, "wb") as file:
        file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    run("import", path, book_file, "--as", "roster", "--preview", status=1)


@case
def persons_belong_to_the_project(folder):
    """A phone corrected in one scheme is right in every other; what a scheme assigns stays its own."""
    path = project(folder)
    name = run_json("scheme", path)[0]["name"]
    run("import", path, write_csv(folder, [["网格", "姓名", "电话", "角色"], ["第一网格", "沈国良", "13800000001", "网格长"],
                                           ["第二网格", "裘建平", "13800000002", "网格长"]]), "--as", "roster")
    run("scheme", path, "--add", "草案")
    correction = [["网格", "姓名", "电话", "角色"], ["第一网格", "沈国良", "13900000001", "网格长"],
                  ["第三网格", "阮小凤", "13900000003", "网格长"]]
    run("import", path, write_csv(folder, correction, name="更正.csv"), "--as", "roster")
    assert phones(path)["沈国良"] == "13900000001"
    run("scheme", path, "--open", "草案")
    assert phones(path) == {"沈国良": "13900000001", "裘建平": "13800000002", "阮小凤": "13900000003"}
    staff = run_json("people", path, "--grid", "330106001001")["staff"]
    assert [member["phone"] for member in staff] == ["13900000001"], staff
    assert run_json("people", path, "--grid", "330106001003")["staff"] == []
    # What the draft undoes and does again leaves later corrections as they are.
    run("import", path, write_csv(folder, [["网格", "姓名", "电话", "单位"], ["第二网格", "裘建平", "13700000002", "柳塘社区"]],
                                  name="草案.csv"), "--as", "roster")
    run("scheme", path, "--open", name)
    assert phones(path)["裘建平"] == "13700000002"
    run("import", path, write_csv(folder, [["网格", "姓名", "电话"], ["第二网格", "裘建平", "13600000002"]],
                                  name="又更正.csv"), "--as", "roster")
    run("scheme", path, "--open", "草案")
    assert phones(path)["裘建平"] == "13600000002"
    run("undo", path)
    assert phones(path)["裘建平"] == "13600000002"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        assert database.execute("SELECT employer FROM person WHERE name = '裘建平'").fetchall() == [("",)]
    run("redo", path)
    assert phones(path)["裘建平"] == "13600000002"
    run("verify", path)
    # Undoing what brought somebody whom another scheme needs takes nobody's grid away.
    run("scheme", path, "--open", name)
    for _ in range(3):
        run("undo", path)
    run("verify", path)
    run("scheme", path, "--open", "草案")
    assert [member["name"] for member in run_json("people", path, "--grid", "330106001001")["staff"]] == ["沈国良"]
    run("verify", path)


main()
