#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every rule of the check by the command line: found, said in both languages, fixed or left to people."""
import re

import rules
from tap import cases, main, run, run_json


def along(make, folder):
    return ("--along", rules.roads(folder)) if make is rules.border else ()


def check_sentence(rule, found, translated):
    """Numbers and names stand where they belong, and nothing is left in English."""
    assert found["sentence"] and "{" not in found["sentence"], found
    assert "{" not in translated["sentence"], translated
    plain = re.sub(r"m²|km²|\bm\b|km|%|[A-Z]+[0-9-]*|[0-9.,]+", "", translated["sentence"])
    assert not re.search("[a-z]{2,}", plain), translated
    assert found["severity"] in ("note", "warning", "critical")
    if rule.startswith("staff.") and rule not in ("staff.vacant", "staff.missing"):
        assert found["person"], found
    if rule not in ("land.none",):
        assert found["longitude"] is not None, found


def check_project(make, folder):
    path = make(folder)
    more = along(make, folder)
    found = rules.findings(path, *more)
    translated = rules.findings(path, *more, locale="zh_CN.UTF-8")
    for rule, (count, left) in rules.PROJECTS[make].items():
        assert len(found.get(rule, [])) == count, (rule, found.get(rule))
        for one, same in zip(found[rule], translated[rule]):
            check_sentence(rule, one, same)
        alone = rules.findings(path, *more, "--rules", rule)
        assert list(alone) == [rule] and len(alone[rule]) == count, alone
        run("check", path, "--rules", rule, *more, status=1)
        tell = run("check", path, "--rules", rule, "--fix", rule, "--preview", *more, status=1)
        assert rules.findings(path, *more) == found, "a preview changes nothing"
        done = run("check", path, "--rules", rule, "--fix", rule, *more, status=0 if left == 0 else 1)
        if left is None:
            assert done.text.count(": left to people") == count, done.text
            assert "0 findings can be fixed" in tell.text, tell.text
            continue
        for _edit in range(int(re.search(r"(\d+) findings? fixed", done.text).group(1))):
            run("undo", path)
        assert sorted(rules.findings(path, *more)) == sorted(found), rule
    run("check", path, "--rules", "land.unowned,no.such", status=2)


def make_case(make):
    def function(folder):
        check_project(make, folder)
    function.__name__ = make.__name__
    cases.append(function)


for maker in rules.PROJECTS:
    make_case(maker)


@cases.append
def all_rules_have_a_project(_folder):
    told = {rule["code"]: rule for rule in run_json("check", "--list")}
    tried = {rule for table in rules.PROJECTS.values() for rule in table}
    assert set(told) == tried, set(told) ^ tried
    assert all(rule["fix"] for rule in told.values()), "the board says of each what can be done"


main()
