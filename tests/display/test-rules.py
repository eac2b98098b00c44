#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every rule of the check in the window: counted by kind, flown to, fixed or asked about, undone."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import rules  # noqa: E402
from board import open_window  # noqa: E402
from tap import case, cases, main, run, run_json  # noqa: E402

TITLES = {rule["code"]: rule["title"] for rule in run_json("check", "--list")}

# What F opens for rules that no fix is rid of: a tool of the map, or something with this name.
OPENS = {
    "building.unowned": "draw", "size.people": "split", "size.area": "split",
    "building.shares": "Units, part 1", "building.parts": "Units, part 1",
    "staff.vacant": "Somebody for 第1网格", "staff.missing": "Somebody for 第2网格",
    "staff.grids": "Answers For", "staff.households": "Answers For",
    "staff.phone-missing": "Answers For", "staff.phone-bad": "Answers For",
}
TOOLS = ("draw", "split", "border", "assign")


def show(window, rule, count):
    """Chooses the kind on the board and flies to its first finding."""
    window.find(f"{TITLES[rule]}: {count}")
    window.click("Open (")  # what Tab goes to from there is the list of kinds, wherever it is scrolled
    window.key("Tab", "Home")
    window.wait_for(lambda: len(listed(window)) >= count, "all kinds")
    for _row in TITLES:
        if is_chosen(window, rule, count):
            break
        before = listed(window)
        window.key("Down")
        window.wait_for(lambda: listed(window) != before, "the next kind")
    assert is_chosen(window, rule, count), listed(window)
    window.act_until(lambda: window.key("g"), lambda: window.is_shown("Accept as Is…"),
                     f"the finding of {rule}")


def is_chosen(window, rule, count):
    rows = listed(window)
    return len(rows) == count and all(f", {TITLES[rule]} · " in row or row.endswith(f", {TITLES[rule]}")
                                      for row in rows)


def listed(window):
    """The rows of the list of findings."""
    names = [node.get_name() or "" for node in window.walk()]
    return [name for name in names if name.startswith(("Error: ", "Warning: ", "Note: "))]


def fix(window, path, rule, more):
    before = rules.findings(path, *more)
    window.act_until(lambda: window.key("f"), lambda: window.is_shown("Ways to fix it"),
                     f"ways to fix {rule}")
    window.key("Return")
    window.wait_for(lambda: len(rules.findings(path, *more).get(rule, [])) < len(before[rule]),
                    f"{rule} fixed in the file")
    window.find("Fixed: ")
    window.act_until(lambda: window.key("ctrl+z"),
                     lambda: rules.findings(path, *more) == before, f"{rule} back in the file")


def ask(window, rule):
    opens = OPENS[rule]
    window.key("f")
    if opens in TOOLS:
        if not window.is_shown("Ways to fix it"):
            window.wait_for(lambda: window.is_shown("Ways to fix it")
                            or window.map_state()["tool"] == opens, f"what {rule} asks")
        if window.is_shown("Ways to fix it"):
            window.key("Return")
        window.wait_for(lambda: window.map_state()["tool"] == opens, f"the tool {opens}")
        window.key("alt+1")
        window.wait_for(lambda: window.map_state()["tool"] == "select", "the first tool")
        return
    window.find(opens)
    window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown(opens), "the closed dialog")


def try_project(make, folder):
    path = make(folder)
    more = ("--along", rules.roads(folder)) if make is rules.border else ()
    total = sum(map(len, rules.findings(path, *more).values()))
    badge = f"{total} finding{'s' if total > 1 else ''} (F8)"
    window, _map = open_window(path)
    try:
        window.find(badge)
        window.key("F8")
        window.find(f"Open ({total})")
        for rule, (count, left) in rules.PROJECTS[make].items():
            show(window, rule, count)
            if left is None:
                ask(window, rule)
            else:
                fix(window, path, rule, more)
                window.find(badge)
    finally:
        window.close()


def make_case(make):
    def function(folder):
        try_project(make, folder)
    function.__name__ = make.__name__
    cases.append(function)


for maker in rules.PROJECTS:
    make_case(maker)


@case
def an_acceptance_that_is_over(folder):
    path = rules.staff(folder)
    run("check", path, "--rules", "staff.ending", "--accept", "all", "--reason", "he retires",
        "--until", rules.day(-1), status=1)
    run("check", path, "--rules", "staff.phone-bad", "--accept", "all", "--reason", "asked for",
        "--until", rules.day(3), status=0)
    window, _map = open_window(path)
    try:
        window.find("3 findings (F8)")
        window.key("F8")
        window.find("Open (3)")
        window.find("Accepted (1)")
        window.find(f"Open again: accepted until {rules.day(-1)}: he retires")
        window.click("Accepted (1)")
        window.find(f"Accepted until {rules.day(3)}: asked for")
    finally:
        window.close()


@case
def a_post_is_filled(folder):
    path = rules.posts(folder)
    window, _map = open_window(path)
    try:
        window.find("7 findings (F8)")
        window.key("F8")
        show(window, "staff.vacant", 1)
        window.key("f")
        window.find("Somebody for 第1网格")
        window.write("13700000002")
        window.find("王五")
        window.act_until(lambda: window.key("Return"),
                         lambda: "staff.vacant" not in rules.findings(path), "the leader in the file")
        people = run_json("people", path, "--grid", "330106001000")
        assert "王五" in str(people), people
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


main()
