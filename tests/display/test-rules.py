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


def shown(window, sentences):
    """The one that stands both in the list and above the map."""
    names = [node.get_name() for node in window.walk()]
    return [sentence for sentence in sentences if names.count(sentence) > 1]


def show(window, rule, found):
    """Goes on to the first finding of the rule."""
    window.find(f"{TITLES[rule]}: {len(found[rule])}")
    sentences = [one["sentence"] for ones in found.values() for one in ones]
    for _step in sentences:
        before = shown(window, sentences)
        if before == [found[rule][0]["sentence"]]:
            break
        window.act_until(lambda: window.key("g"), lambda b=before: shown(window, sentences) not in (b, []),
                         "the next finding")
    window.wait_for(lambda: shown(window, sentences) == [found[rule][0]["sentence"]], f"the finding of {rule}")


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
            found = rules.findings(path, *more)
            assert len(found[rule]) == count
            show(window, rule, found)
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
        show(window, "staff.vacant", rules.findings(path))
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
