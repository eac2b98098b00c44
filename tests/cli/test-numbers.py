#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of a spreadsheet joined to the buildings of a project by code or address."""
import os
import sqlite3
import subprocess

from tap import case, main, polygon, run, run_json, tool, write_geojson
from workbook import write_workbook, write_xml_workbook

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row, size=1.0):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder):
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": "330106001001", "name": "第1网格"}, square(0, 0))]), "--level", "网格")
    rows = [("A-01", "文一路１２号", "3幢"), ("A-02", "文一路12号", "四号楼"), ("A-03", "杭州市西湖区学院路７弄五栋", None),
            ("A-04", "翠苑一区3幢", None), ("A-05", "三里亭路8号", None), ("A-06", "三里亭路8号", None),
            ("A-07", None, None)]
    run("import", path, write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"楼栋编号": code, "地址": address, "楼名": name, "层数": 6}, square(0.1 * n, 0.4, 0.05))
        for n, (code, address, name) in enumerate(rows)]), "--as", "buildings")
    return path


TABLE = """楼栋编码,地址,楼名,户数,常住人口,管理类别,户主姓名,联系电话
ａ-０１,,,24,60,物业管理,张三,13812345678
,文一路 12號,4幢,30,,单位自管,李四,13812345679
,学院路7弄5幢,,12,31,,王五,13812345670
,浙江省杭州市西湖区翠苑一区３栋,,18,40,,赵六,13812345671
,三里亭路8号,,9,9,,孙七,13812345672
,没有的路1号,,5,5,,周八,13812345673
A-01,,,99,99,,吴九,13812345674
,,,7,7,,郑十,13812345675
A-07,,,很多,,,王一,13812345676
"""


def households(path):
    """Code -> households, from the file itself."""
    query = "SELECT code, households FROM building ORDER BY code"
    out = subprocess.run([tool("sqlite3"), path, query], capture_output=True, text=True, check=True)
    return dict(row.split("|") for row in out.stdout.split())


@case
def rows_find_their_buildings(folder):
    path = project(folder)
    table = os.path.join(folder, "numbers.csv")
    with open(table, "w", encoding="gb18030") as file:
        file.write(TABLE)
    before = run_json("info", path, "--grid", "330106001001")["tally"]
    assert before["households_unknown"] == 7, before
    dry = run_json("import", path, table, "--as", "building-numbers", "--dry-run")
    assert run_json("info", path, "--grid", "330106001001")["tally"] == before
    rejected = os.path.join(folder, "rejected.xlsx")
    report = run_json("import", path, table, "--as", "building-numbers", "--report", rejected)
    assert report == dry, (report, dry)
    assert (report["rows"], report["taken"], report["same"], report["by_code"]) == (9, 4, 1, 2), report
    assert [(row["row"], row["reason"]) for row in report["rejected"]] == [
        (5, "ambiguous"), (6, "not-found"), (7, "twice"), (8, "no-key")], report
    assert report["fields"]["households"] == "户数" and report["fields"]["people"] == "常住人口", report
    personal = {row["field"] for row in report["problems"] if row["kind"] == "personal-data"}
    assert personal == {"户主姓名", "联系电话"}, report["problems"]
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert (tally["households"], tally["people"]) == (84, 131), tally
    assert (tally["households_unknown"], tally["people_unknown"]) == (3, 4), tally
    with open(path, "rb") as file:
        content = file.read()
    assert "张三".encode() not in content and b"13812345678" not in content
    listed = subprocess.run([tool("ogrinfo"), "-ro", "-al", rejected], capture_output=True, text=True,
                            check=True).stdout
    assert "没有的路1号" in listed and "13812345673" not in listed, listed
    run("undo", path)
    assert run_json("info", path, "--grid", "330106001001")["tally"] == before
    run("redo", path)
    # The same table once more changes nothing.
    again = run_json("import", path, table, "--as", "building-numbers")
    assert (again["taken"], again["same"]) == (0, 5), again
    assert run_json("verify", path)["valid"]


@case
def a_spreadsheet_and_chosen_columns(folder):
    path = project(folder)
    table = os.path.join(folder, "numbers.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("门牌,幢,住户\n文一路12号,三栋,11\n文一路12号,4号楼,22\n")
    sheet = os.path.join(folder, "numbers.xlsx")
    subprocess.run([tool("ogr2ogr"), "-f", "XLSX", sheet, table], check=True)
    report = run_json("import", path, sheet, "--as", "building-numbers", "--map",
                      "address=门牌,name=幢,households=住户,code=")
    assert report["taken"] == 2 and not report["rejected"], report
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert tally["households"] == 33, tally


OFFICE_ROWS = [["西湖区楼栋户数统计表"], ["填报单位：文新街道", "", "", "填报日期：2026-10-31"],
               ["序号", "楼栋编码", "楼栋情况", "", "居住情况", ""], ["", "", "门牌", "楼\n名", "户数", "常住人口"],
               ["1", "A-01", "文一路12号", "3幢", "24", "60"], ["2", "A-02", "文一路12号", "4幢", "30", ""],
               ["", "", "", "", "", ""], ["合计", "", "", "", "54", "60"]]


def office_files(folder):
    """The same table as workbook of both kinds, page and text."""
    def file(name):
        return os.path.join(folder, name)

    write_workbook(file("表.xlsx"), [("楼栋", OFFICE_ROWS)])
    write_workbook(file("a.xlsx"), [("楼栋", OFFICE_ROWS)])
    os.rename(file("a.xlsx"), file("新.xls"))
    subprocess.run([tool("ogr2ogr"), "-f", "ODS", file("表.ods"), file("表.xlsx"), "--config", "OGR_XLSX_HEADERS",
                    "DISABLE"], check=True)
    write_xml_workbook(file("标记.xls"), [("楼栋", [[cell or None for cell in row] for row in OFFICE_ROWS])], "gbk")
    write_xml_workbook(file("标记.xml"), [("楼栋", [[int(cell) if cell.isdigit() else cell or None for cell in row]
                                                for row in OFFICE_ROWS])])
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
                    for row in OFFICE_ROWS).replace("\n", "<br>")
    with open(file("页.xls"), "w", encoding="gb18030") as out:
        out.write(f"<html><head><title>表</title></head><body><table>{cells}</table></body></html>")
    with open(file("文本.xls"), "w", encoding="utf-16") as out:
        out.writelines("\t".join(cell.replace("\n", "") for cell in row) + "\n" for row in OFFICE_ROWS)
    with open(file("表.csv"), "w", encoding="gb18030") as out:
        out.writelines(",".join(cell.replace("\n", "") for cell in row) + "\n" for row in OFFICE_ROWS)
    return [file(name) for name in ("表.xlsx", "新.xls", "表.ods", "标记.xls", "标记.xml", "页.xls", "文本.xls",
                                    "表.csv")]


@case
def tables_as_offices_write_them(folder):
    """A title and who filled it in above a heading of two rows, a sum below; in every kind of file."""
    path = project(folder)
    for table in office_files(folder):
        report = run_json("import", path, table, "--as", "building-numbers", "--dry-run")
        assert (report["rows"], report["taken"], report["by_code"]) == (3, 2, 2), (table, report)
        assert [(row["row"], row["reason"]) for row in report["rejected"]] == [(3, "no-key")], (table, report)
        assert report["fields"]["households"] == "户数" and report["fields"]["people"] == "常住人口", (table, report)
        assert report["fields"]["name"] == "楼名", (table, report)
    run("import", path, table, "--as", "building-numbers")
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert (tally["households"], tally["people"]) == (54, 60), tally


@case
def told_numbers_are_no_longer_estimated(folder):
    path = project(folder)
    run("import", path, write_geojson(os.path.join(folder, "estimated.geojson"), [
        ({"楼栋编号": f"A-0{n + 1}", "户数": 5, "人口": 9, "是否估算": "是"}, square(0.1 * n, 0.4, 0.05))
        for n in range(7)]), "--as", "buildings")
    before = run_json("info", path, "--grid", "330106001001")["tally"]
    assert (before["households"], before["households_estimated"]) == (35, 7), before
    assert (before["people"], before["people_estimated"]) == (63, 7), before
    table = os.path.join(folder, "numbers.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("编号,户数\nA-01,24\n")
    run("import", path, table, "--as", "building-numbers")
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert (tally["households"], tally["households_estimated"]) == (54, 6), tally
    # The people that were worked out from the old number are not known any more.
    assert (tally["people"], tally["people_estimated"], tally["people_unknown"]) == (54, 6, 1), tally
    with sqlite3.connect(path) as file:
        rows = file.execute("SELECT code, households, people, is_estimated FROM building ORDER BY code").fetchall()
    assert rows == [("A-01", 24, None, 0)] + [(f"A-0{n}", 5, 9, 1) for n in range(2, 8)], rows
    run("undo", path)
    assert run_json("info", path, "--grid", "330106001001")["tally"] == before


@case
def refusals(folder):
    path = os.path.join(folder, "empty.wangge")
    run("new", path, "--levels", "社区,网格")
    table = os.path.join(folder, "numbers.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("编号,户数\nA-01,24\n")
    run("import", path, table, "--as", "building-numbers", status=1)
    run("import", path, table, "--as", "building-numbers", "--level", "网格", status=2)
    path = project(folder)
    with open(table, "w", encoding="utf-8") as file:
        file.write("编号,户数\nB-01,24\n")
    run("import", path, table, "--as", "building-numbers", status=1)
    assert all(row["kind"] != "import-building-numbers" for row in run_json("history", path))


main()
