#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who answers for the grids: the table of the staff, its rows dragged onto the map, the staff view."""
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window, drop  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def ask(path, sql, *values):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return database.execute(sql, values).fetchall()


def county(folder):
    path = os.path.join(folder, "county.wangge")
    run("sample", path, "--grids", "60")
    return path


def open_table(path):
    window = Window(path)
    window.find("Map")
    window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
    window.act_until(lambda: window.key("F7"), lambda: window.is_shown("Find People"), "the table")
    total = ask(path, "SELECT count (*) FROM person WHERE is_active")[0][0]
    window.find(f"Staff: {total} of {total}")
    return window


def click_map(window):
    x, y, width, height = window.box(window.find("Map"))
    window.click_at(x + width / 2, y + height / 2)


def row_of(window, name):
    x, y, _, height = window.box(window.find(name))
    return x + 20, y + height / 2


def first_name(path):
    return ask(path, "SELECT name FROM person WHERE is_active GROUP BY name HAVING count (*) = 1"
                     " ORDER BY id LIMIT 1")[0][0]


def show_only(window, path, name):
    """By the phone: xdotool types no Chinese."""
    phone = ask(path, "SELECT phone FROM person WHERE name = ?", name)[0][0]
    x, y, width, height = window.box(window.find("Find People"))
    window.click_at(x + width / 2, y + height / 2)
    window.key("ctrl+a")
    window.write(phone)
    n = ask(path, "SELECT count (*) FROM person WHERE phone LIKE ?", phone + "%")[0][0]
    total = ask(path, "SELECT count (*) FROM person")[0][0]
    window.find(f"Staff: {n} of {total}")


def several_at_once(window, path):
    """Rows are selected by Shift and Control and go in one step, which one undo takes back."""
    count = "SELECT count (*) FROM person"
    total = ask(path, count)[0][0]
    roles = ask(path, "SELECT id, person, grid, role FROM assignment ORDER BY id")
    x, y, _, _ = window.box(window.find("Find People"))
    window.click_at(x + 60, y + 12)
    window.key("ctrl+a", "BackSpace")
    window.find(f"Staff: {total} of {total}")
    y += 72
    window.act_until(lambda: (window.click_at(x + 20, y), window.key("shift+Down", "shift+Down")),
                     lambda: window.is_shown(f"Selected: 3 of {total}"), "three rows")
    with window.held("ctrl"):
        window.click_at(x + 20, y + 25)
    window.find(f"Selected: 2 of {total}")
    window.key("Delete")
    window.wait_for(lambda: ask(path, count) == [(total - 2,)], "the file without the two")
    window.find("2 people are removed")
    click_map(window)
    window.act_until(lambda: window.key("ctrl+z"), lambda: ask(path, count) == [(total,)], "the two again")
    window.act_until(lambda: (window.click_at(x + 20, y), window.key("ctrl+a")),
                     lambda: window.is_shown(f"Selected: {total} of {total}"), "all rows")
    window.act_until(lambda: window.key("Delete"), lambda: ask(path, count) == [(0,)], "nobody")
    click_map(window)
    window.act_until(lambda: window.key("ctrl+z"), lambda: ask(path, count) == [(total,)], "all of them")
    assert ask(path, "SELECT id, person, grid, role FROM assignment ORDER BY id") == roles


@case
def edit_in_place(folder):
    path = county(folder)
    name = first_name(path)
    window = open_table(path)
    try:
        show_only(window, path, name)
        phone = ask(path, "SELECT phone FROM person WHERE name = ?", name)[0][0]
        x, y = row_of(window, name)
        window.act_until(lambda: window.click_at(x + 120, y, times=2),
                         lambda: window.is_shown("New Value"), "the cell being edited")
        window.key("ctrl+a")
        window.write("138 1234 5678")
        window.key("Return")
        window.wait_for(lambda: ask(path, "SELECT phone FROM person WHERE name = ?", name)
                        == [("13812345678",)], "the tidy phone in the file")
        window.wait_for(lambda: not window.is_shown("New Value"), "the closed editor")
        click_map(window)
        window.act_until(lambda: window.key("ctrl+z"),
                         lambda: ask(path, "SELECT phone FROM person WHERE name = ?", name)
                         == [(phone,)], "the phone as it was")
        # Somebody goes with all roles, and comes back with them.
        roles = ask(path, "SELECT count (*) FROM assignment")
        window.find(phone)
        window.click_at(*row_of(window, name))
        window.act_until(lambda: window.key("Delete"),
                         lambda: ask(path, "SELECT count (*) FROM person WHERE name = ?", name) == [(0,)],
                         "the file without the person")
        window.click("Undo")
        window.wait_for(lambda: ask(path, "SELECT count (*) FROM person WHERE name = ?", name) == [(1,)],
                        "the person again")
        assert ask(path, "SELECT count (*) FROM assignment") == roles
        several_at_once(window, path)
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def drag_onto_a_grid(folder):
    path = county(folder)
    name = first_name(path)
    window = open_table(path)
    try:
        show_only(window, path, name)
        before = ask(path, "SELECT count (*) FROM assignment")[0][0]
        x, y = row_of(window, name)
        left, top, width, height = window.box(window.find("Map"))
        window.press(x, y)
        for step in range(1, 16):
            window.move(x + (left + width / 2 - x) * step / 15, y + (top + height / 2 - y) * step / 15)
            time.sleep(0.06)
        window.wait_for(lambda: window.is_shown("Map"), "the map under the pointer")
        window.move(left + width / 2 + 1, top + height / 2)
        time.sleep(0.3)
        window.release()
        window.find("Liaison")
        window.key("Return")
        window.wait_for(lambda: ask(path, "SELECT count (*) FROM assignment")[0][0] == before + 1,
                        "the assignment in the file")
        person, grid = ask(path, "SELECT person, grid FROM assignment ORDER BY id DESC LIMIT 1")[0]
        assert ask(path, "SELECT name FROM person WHERE id = ?", person) == [(name,)]
        assert window.map_state()["selected"] == 1
        assert ask(path, "SELECT count (*) FROM grid WHERE id = ? AND is_retired = 0", grid) == [(1,)]
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


def own_role_of_the_rules(window, path):
    """A role of one's own is added, renamed and removed by keys alone; each time that is stored is one step."""
    sql = "SELECT r.role, r.title, r.min_count FROM staff_rule r WHERE r.role = 0"
    needed = "SELECT depth, role, title, min_count, max_count FROM staff_rule WHERE min_count > 0 ORDER BY depth, role"
    before = ask(path, needed)
    window.act_until(lambda: window.key("F7"), lambda: window.is_shown("Find People"), "the table")
    window.act_until(lambda: window.click("Staffing Rules"), lambda: window.is_shown("Add a Role of One’s Own"),
                     "the rules")
    window.act_until(lambda: window.key("alt+a"), lambda: window.is_shown("Title of the role"), "a row")
    assert window.is_shown("A role of one’s own needs a title.")
    window.write("Worker full-time")
    window.find("0 at most: any number.")
    window.act_until(lambda: window.key("Return"), lambda: ask(path, sql) == [(0, "Worker full-time", 1)], "the role")
    window.key("ctrl+a")
    window.write("Safety post")
    window.find("Remove the role “Safety post”")
    # What is not stored yet outlives a look at the rules of another type.
    window.act_until(lambda: (window.click("Any Type"), window.key("Down", "Return")),
                     lambda: not window.is_shown("Title of the role"), "another type")
    window.find("What you wrote for other levels or types is stored along.")
    window.act_until(lambda: (window.click("Residential"), window.key("Up", "Return")),
                     lambda: window.is_shown("Remove the role “Safety post”"), "the new title, kept")
    window.act_until(lambda: window.key("alt+s"), lambda: ask(path, sql) == [(0, "Safety post", 1)], "the new title")
    window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown("Title of the role"), "the map")
    click_map(window)
    window.act_until(lambda: window.key("ctrl+z"), lambda: ask(path, sql) == [(0, "Worker full-time", 1)],
                     "the title before")
    window.act_until(lambda: window.click("Staffing Rules"),
                     lambda: window.is_shown("Remove the role “Worker full-time”"), "the rules again")
    window.act_until(lambda: window.click("Remove the role “Worker full-time”"),
                     lambda: not window.is_shown("Title of the role"), "no own role")
    window.act_until(lambda: window.key("alt+s"), lambda: ask(path, sql) == [], "the rules without it")
    window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown("Any Type"), "the map")
    assert ask(path, needed) == before


@case
def staff_view_and_its_legend(folder):
    path = county(folder)
    window = Window(path)
    try:
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        assert window.map_state()["view"] == "grids" and not window.is_shown("Nobody there")
        click_map(window)
        window.act_until(lambda: window.key("2"),
                         lambda: window.map_state()["view"] == "staff", "the staff view")
        window.find("Complete")
        window.act_until(lambda: window.click("Leader or most missing"),
                         lambda: window.map_state()["selected"] == 1, "a grid that misses somebody")
        window.find("Staff of the Grid")
        click_map(window)
        window.act_until(lambda: window.key("1"),
                         lambda: window.map_state()["view"] == "grids", "the grids again")
        own_role_of_the_rules(window, path)
    finally:
        window.close()


@case
def the_day_after(folder):
    """The window stays open over midnight: who answers until today does not any more, and the map says so."""
    path, clock = county(folder), os.path.join(folder, "clock")
    today = time.strftime("%Y-%m-%d")
    code = ask(path, "SELECT g.code FROM grid g JOIN assignment a ON a.grid = g.id WHERE a.role = 1 GROUP BY g.id"
                     " HAVING count (*) = 1 ORDER BY g.id LIMIT 1")[0][0]
    run("assign-person", path, "--grid", code, "--name", "Li Midnight", "--phone", "13899990009", "--replace",
        "--from", today)
    run("assign-person", path, "--grid", code, "--name", "Li Midnight", "--end", "--to", today)
    window = Window(path, WG_TEST_CLOCK=clock, LD_PRELOAD=os.environ["WG_CLOCK_LIBRARY"])
    try:
        window.find("Map")
        window.act_until(lambda: window.key("F7"), lambda: window.is_shown("Find People"), "the table")
        show_only(window, path, "Li Midnight")
        window.find("On duty")
        now = time.localtime()
        with open(clock, "w", encoding="ascii") as file:
            file.write(str(86400 - now.tm_hour * 3600 - now.tm_min * 60))
        window.find("No grid", seconds=60.0)
    finally:
        window.close()


ROSTER = """某街道网格人员花名册,,,,,,,
社区,网格,网格长,,网格员,,身份证号,民族
,,姓名,电话,姓名,电话,,
{community},{first},张 三,13899990001,李四,1.3899990002E+10,330106199001011234,汉
,{second},王五,１３８９９９９０００３,李四,13899990002,330106199001011234,汉
,第九十九网格,赵六,1381234,,,,
"""


@case
def roster_dropped_onto_the_table(folder):
    """Merged headings, full width, scientific notation; personal columns are gone, an unknown grid is told."""
    path = county(folder)
    community, name = ask(path, "SELECT id, name FROM grid WHERE depth = 2 AND kind = 0 ORDER BY id LIMIT 1")[0]
    children = ask(path, "SELECT name FROM grid WHERE parent = ? AND kind = 0 ORDER BY code", community)
    roster = os.path.join(folder, "roster.csv")
    with open(roster, "w", encoding="gb18030") as file:
        file.write(ROSTER.format(community=name, first=children[0][0], second=children[1][0]))
    before = ask(path, "SELECT count (*) FROM person")[0][0]
    window = open_table(path)
    try:
        x, y, _, _ = window.box(window.find("Find People"))
        drop(window, roster, onto=(x + 40, y + 120))
        window.find("4 new people, 0 changed, 4 new assignments, 0 that end")
        window.use_front_window()
        assert ask(path, "SELECT count (*) FROM person")[0][0] == before
        window.act_until(lambda: window.key("alt+i"),
                         lambda: ask(path, "SELECT count (*) FROM person")[0][0] == before + 4,
                         "the people in the file")
    finally:
        window.close()
    assert ask(path, "SELECT phone FROM person WHERE name = '李四'") == [("13899990002",)]
    assert ask(path, "SELECT count (*) FROM assignment a JOIN person p ON a.person = p.id"
                     " WHERE p.name = '赵六'") == [(0,)]
    with open(path, "rb") as file:
        assert b"330106199001011234" not in file.read()
    assert run_json("verify", path)["valid"]


main()
