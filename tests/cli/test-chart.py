#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wangge chart`: sheets, atlases, editions, files and pictures of the sample county."""
import base64
import csv
import hashlib
import json
import os
import re
import signal
import struct
import subprocess
import time

from tap import PROGRAM, case, main, run, run_json, tool

GRIDS = 60


def sample(folder):
    path = os.path.join(folder, "sample.wangge")
    run("sample", path, "--grids", GRIDS)
    return path


def codes(path, folder, level):
    """The codes of a level, by an export."""
    table = os.path.join(folder, f"{level}.csv")
    run("export", path, table, "--level", level)
    with open(table, encoding="utf-8-sig", newline="") as file:
        return [row["Code"].strip() for row in csv.DictReader(file)]


def levels(path):
    return [(level["name"], level["grids"]) for level in run_json("info", path)["levels"]
            if level["grids"]]


def info(pdf):
    tool("pdfinfo")
    text = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return {line.split(":", 1)[0]: line.split(":", 1)[1].strip() for line in text.splitlines()}


def text_of(pdf):
    tool("pdftotext")
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout


def digest(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


@case
def one_sheet_says_its_grid(folder):
    path = sample(folder)
    level, _ = levels(path)[-1]
    code = codes(path, folder, level)[3]
    pdf = os.path.join(folder, "one.pdf")
    made = run_json("chart", path, "--grid", code, "-o", pdf, "--date", "2026-11-23")
    assert made["pages"] == 1 and made["grids"] == 1 and made["files"] == [pdf], made
    assert code in text_of(pdf)
    facts = info(pdf)
    assert "A4" in facts["Page size"] and facts["Pages"] == "1", facts
    assert "2026" in facts["CreationDate"] and "Nov 23" in facts["CreationDate"], facts


@case
def an_atlas_has_all_grids_and_the_same_bytes(folder):
    path = sample(folder)
    level, count = levels(path)[-1]
    pdf, again = os.path.join(folder, "atlas.pdf"), os.path.join(folder, "again.pdf")
    options = ("--level", level, "--date", "2026-11-23", "--cover", "--index", "--title", "图集")
    made = run_json("chart", path, *options, "-o", pdf)
    assert made["grids"] == count and made["pages"] >= count + 2, made
    run("chart", path, *options, "-o", again)
    assert digest(pdf) == digest(again)
    facts = info(pdf)
    assert facts["Pages"] == str(made["pages"]) and facts["Title"] == "图集", facts
    text = text_of(pdf)
    for code in codes(path, folder, level):
        assert code in text, code
    assert sorted(os.listdir(folder)) == sorted(
        {"atlas.pdf", "again.pdf", "sample.wangge", f"{level}.csv"}), os.listdir(folder)


@case
def fonts_are_embedded(folder):
    tool("pdffonts")
    path = sample(folder)
    level, _ = levels(path)[-1]
    pdf = os.path.join(folder, "atlas.pdf")
    run("chart", path, "--level", level, "-o", pdf)
    lines = subprocess.run(["pdffonts", pdf], capture_output=True, text=True,
                           check=True).stdout.splitlines()[2:]
    assert lines
    for line in lines:
        embedded, subset, unicode_map = line.split()[-5:-2]
        assert embedded == "yes", line
        assert subset == "yes", line
        assert unicode_map == "yes" or "WinAnsi" in line, line
    assert "\ufffd" not in text_of(pdf)


@case
def bookmarks_and_labels(folder):
    path = sample(folder)
    level, count = levels(path)[-1]
    top, tops = levels(path)[0]
    pdf = os.path.join(folder, "atlas.pdf")
    run("chart", path, "--level", level, "-o", pdf)
    data = open(pdf, "rb").read()
    marks = len(re.findall(rb"/Dest \[", data))
    assert marks >= count + tops, (marks, count, tops, top)
    labels = [bytes.fromhex(text.decode()).decode("utf-16-be")
              for text in re.findall(rb"<< /P <FEFF([0-9A-F]+)> >>", data)]
    assert set(codes(path, folder, level)) <= set(labels)


@case
def a_file_for_each_parent(folder):
    path = sample(folder)
    level, count = levels(path)[-1]
    parent, parents = levels(path)[-2]
    out = os.path.join(folder, "out")
    made = run_json("chart", path, "--level", level, "--split-by", parent, "--names", "{code}_{name}",
                    "-o", out)
    assert made["grids"] == count
    assert len(made["files"]) == parents == len(os.listdir(out)), (made["files"], parents)
    for code in codes(path, folder, parent):
        assert any(name.startswith(code + "_") and name.endswith(".pdf") for name in os.listdir(out))
    assert sum(int(info(file)["Pages"]) for file in made["files"]) == made["pages"]
    one = codes(path, folder, parent)[0]
    single = os.path.join(folder, "single.pdf")
    few = run_json("chart", path, "--level", level, "--parent", one, "-o", single)
    assert few["grids"] < count
    assert few["pages"] == int(info(next(f for f in made["files"] if one + "_" in f))["Pages"])


@case
def only_what_changed(folder):
    path = sample(folder)
    level, _ = levels(path)[-1]
    pdf = os.path.join(folder, "changed.pdf")
    first = codes(path, folder, level)[0]
    before = newest(path)
    run("set", path, "--grids", first, "--name", "改名网格")
    made = run_json("chart", path, "--level", level, "--changed-since", before,
                    "--changes", "-o", pdf)
    assert made["grids"] == 1, made
    text = text_of(pdf)
    assert first in text and "改名网格" in text
    refused = run("chart", path, "--level", level, "--changed-since", str(newest(path)), "-o", pdf + "2",
                  status=1)
    assert "changed" in refused.text
    assert not os.path.exists(pdf + "2")


@case
def the_list_of_changes_says_where_land_went(folder):
    """Merged: into which; cut: out of which; and who gave land."""
    path = sample(folder)
    level, _ = levels(path)[-1]
    pdf = os.path.join(folder, "changes.pdf")
    grids = codes(path, folder, level)
    before = newest(path)
    run("merge", path, "--grids", ",".join(grids[:2]), "--into", grids[0], "--retire")
    one = run_json("info", path)["extent"]
    y = (one[1] + one[3]) / 2
    parts = run_json("split", path, "--line", f"LINESTRING ({one[0]} {y}, {one[2]} {y})", "--crs", "EPSG:4326")
    assert parts["parts"]
    run("chart", path, "--level", level, "--changed-since", before, "--changes", "-o", pdf)
    text = " ".join(text_of(pdf).split())
    assert re.search(r"Retired " + grids[1] + r" \S+ into ", text), text
    assert re.search(r"Land " + grids[0] + r" .*?land from ", text), text
    assert re.search(r"New " + parts["parts"][0]["code"] + r" .*?out of ", text), text
    assert " land to " in text, text


@case
def since_an_edition(folder):
    """An edition is printed and kept; later only what is not as it was then is printed, and says so."""
    path = sample(folder)
    level, _ = levels(path)[-1]
    pdf = os.path.join(folder, "atlas.pdf")
    first, second = codes(path, folder, level)[:2]
    run("set", path, "--grids", second, "--name", "旧名网格")
    assert run_json("chart", path, "--editions") == []
    run("chart", path, "--grid", first, "--changed-since", "edition", "-o", pdf, status=2)
    run("chart", path, "--grid", first, "--issue", "next", "--date", "2026-11-23", "-o", pdf)
    text = text_of(pdf)
    assert "Edition 1" in text, text
    run("set", path, "--grids", first, "--name", "改名网格")
    run("chart", path, "--level", level, "--issue", "7", "--date", "2026-12-01", "-o", pdf)
    known = run_json("chart", path, "--editions")
    assert [(row["number"], row["day"]) for row in known] == [(1, "2026-11-23"), (7, "2026-12-01")], known
    made = run_json("chart", path, "--level", level, "--changed-since", "edition:1", "--changes", "-o", pdf)
    assert made["grids"] == 1, made
    text = text_of(pdf)
    assert "Changed grids since Edition 1, 2026-11-23" in text and "改名网格" in text, text
    for since in ("edition", "edition:7"):
        refused = run("chart", path, "--level", level, "--changed-since", since, "-o", pdf + "2", status=1)
        assert "changed" in refused.text
    run("chart", path, "--level", level, "--changed-since", "edition:2", "-o", pdf + "2", status=2)
    run("chart", path, "--grid", first, "--issue", "7", "-o", pdf + "2", status=2)
    run("chart", path, "--grid", first, "--issue", "0", "-o", pdf + "2", status=2)
    # What the edition showed is no more: it cannot be compared with, and that is said.
    run("undo", path)
    refused = run("chart", path, "--level", level, "--changed-since", "edition:7", "-o", pdf + "2", status=2)
    assert "undone" in refused.text, refused.text
    assert not os.path.exists(pdf + "2")
    run("chart", path, "--withdraw", "7")
    run("chart", path, "--withdraw", "7", status=2)
    assert [row["number"] for row in run_json("chart", path, "--editions")] == [1]
    run("chart", path, "--grid", first, "--issue", "next", "-o", pdf)
    assert "Edition 2" in text_of(pdf)


@case
def fonts_have_what_is_used(folder):
    """A Chinese font stores a place for 30,000 routines: a sheet has those that its letters call."""
    path = sample(folder)
    level, _ = levels(path)[-1]
    pdf = os.path.join(folder, "one.pdf")
    for code in codes(path, folder, level)[:3]:
        run("chart", path, "--grid", code, "--edition", "internal", "-o", pdf)
        assert os.path.getsize(pdf) < 200_000, (code, os.path.getsize(pdf))
        assert code in text_of(pdf)


def newest(path):
    """The number of the last edit."""
    return max((row["id"] for row in run_json("history", path)), default=0)


@case
def pictures(folder):
    path = sample(folder)
    level, _ = levels(path)[-1]
    code = codes(path, folder, level)[0]
    png = os.path.join(folder, "one.png")
    made = run_json("chart", path, "--grid", code, "--dpi", "96", "-o", png)
    assert made["files"] == [png]
    data = open(png, "rb").read()
    width, height = struct.unpack(">II", data[16:24])
    assert sorted((width, height)) == [794, 1123] or abs(max(width, height) - 1123) <= 1, (width, height)
    at = data.index(b"pHYs")
    assert struct.unpack(">IIB", data[at + 4:at + 13]) == (3780, 3780, 1)
    svg = os.path.join(folder, "one.svg")
    run("chart", path, "--grid", code, "-o", svg)
    assert open(svg, encoding="utf-8").read().lstrip().startswith("<?xml")
    out = os.path.join(folder, "out")
    two = ",".join(codes(path, folder, level)[:2])
    made = run_json("chart", path, "--grid", two, "--format", "png", "--dpi", "50", "-o", out)
    assert len(made["files"]) == made["pages"] == len(os.listdir(out)) >= 2
    again = run("chart", path, "--grid", code, "--dpi", "2400", "--paper", "a0", "-o", png, status=1)
    assert "large" in again.text


@case
def templates_and_layers(folder):
    """A template of the project or of a file; streets are on the sheet because the layer is."""
    tool("sqlite3")
    path = sample(folder)
    level, _ = levels(path)[-1]
    code = codes(path, folder, level)[3]
    pdf = os.path.join(folder, "kept.pdf")
    options = '{"template": "grid-sheet", "title": "测试标题", "paper": "a3"}'
    subprocess.run(["sqlite3", path, f"INSERT INTO chart_template VALUES ('大图', '{options}')"], check=True)
    file = os.path.join(folder, "own.json")
    with open(file, "w", encoding="utf-8") as out:
        out.write(options)
    for template in ("大图", file):
        run("chart", path, "--grid", code, "--template", template, "-o", pdf)
        text = text_of(pdf)
        assert "测试标题" in text and "A3" in info(pdf)["Page size"], text
        assert "Streets" in text and "along" in text, text
    subprocess.run(["sqlite3", path, "UPDATE layer SET is_visible = 0"], check=True)
    run("chart", path, "--grid", code, "-o", pdf)
    assert "Streets" not in text_of(pdf)
    with open(file, "w", encoding="utf-8") as out:
        out.write("{}")
    run("chart", path, "--grid", code, "--template", file, "-o", pdf, status=1)


@case
def the_code_is_read_from_every_paper(folder):
    """The square at 150 dots per inch, as a poor printer prints it, read by another program."""
    tool("zbarimg")
    path = sample(folder)
    level, _ = levels(path)[-1]
    code = codes(path, folder, level)[3]
    png = os.path.join(folder, "one.png")
    for paper in ("a4", "8k", "a3", "4k", "a2", "a1", "a0"):
        run("chart", path, "--grid", code, "--paper", paper, "--dpi", "150", "-o", png)
        read = subprocess.run(["zbarimg", "-q", "--raw", png], capture_output=True, text=True, check=False)
        assert code in read.stdout, (paper, read.stdout, read.stderr)


@case
def photos_are_as_large_as_they_are_printed(folder):
    """24 million pixels, turned by the camera, in a frame of 4 cm; what is no picture leaves the frame empty."""
    tool("convert")
    path = sample(folder)
    level, _ = levels(path)[-1]
    code = codes(path, folder, level)[3]
    photo, template, pdf = (os.path.join(folder, name) for name in ("photo.jpg", "own.json", "board.pdf"))
    subprocess.run(["convert", "-size", "6000x4000", "gradient:red-blue", "-quality", "60", photo], check=True)
    data = open(photo, "rb").read()
    turned = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(turned) + 2) + turned + data[2:]
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
    for picture, images in ((data, 1), (drawing, 1), (b"no picture", 0)):
        with open(template, "w", encoding="utf-8") as file:
            json.dump({"template": "notice-board", "photo": base64.b64encode(picture).decode()}, file)
        run("chart", path, "--grid", code, "--template", template, "-o", pdf)
        assert os.path.getsize(pdf) < 1_500_000, os.path.getsize(pdf)
        tool("pdfimages")
        rows = subprocess.run(["pdfimages", "-list", pdf], capture_output=True, text=True,
                              check=True).stdout.splitlines()[2:]
        sizes = [tuple(map(int, row.split()[3:5])) for row in rows if row.split()[2] == "image"]
        assert len(sizes) == images, rows
        if picture is data:
            width, height = sizes[0]
            assert width < height <= 2400 and abs(height / width - 1.5) < 0.02, sizes
        elif images:
            assert sizes[0][0] == sizes[0][1] >= 300, sizes


@case
def wrong_usage(folder):
    path = sample(folder)
    level, _ = levels(path)[-1]
    out = os.path.join(folder, "x.pdf")
    for words in ((), ("--grid", "1"), ("-o", out), ("--level", level, "--grid", "1", "-o", out),
                  ("--level", level, "--paper", "b5", "-o", out),
                  ("--level", level, "--edition", "secret", "-o", out),
                  ("--level", level, "--format", "doc", "-o", out),
                  ("--level", level, "--dpi", "1", "-o", out),
                  ("--level", level, "--date", "2026-02-30", "-o", out),
                  ("--level", level, "--template", "poster", "-o", out),
                  ("--level", level, "--changes", "-o", out),
                  ("--level", level, "--changed-since", "yesterday", "-o", out),
                  ("--level", "nowhere", "-o", out)):
        run("chart", path, *words, status=2)
    run("chart", path, "--grid", "nobody", "-o", out, status=1)
    run("chart", path, "--level", level, "-o", os.path.join(folder, "no", "x.pdf"), status=1)
    assert not os.path.exists(out)


@case
def cancelling_leaves_nothing(folder):
    path = os.path.join(folder, "large.wangge")
    run("sample", path, "--grids", 1500, "--buildings", 0)
    level, _ = levels(path)[-1]
    out = os.path.join(folder, "out")
    os.mkdir(out)
    with subprocess.Popen([PROGRAM, "chart", path, "--level", level, "-o",
                           os.path.join(out, "atlas.pdf")], stderr=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}) as process:
        # Painting begins when the part's file, which has no name, is open.
        while process.poll() is None and not any(
                os.readlink(f"/proc/{process.pid}/fd/{fd}").startswith(out)
                for fd in os.listdir(f"/proc/{process.pid}/fd")
                if os.path.islink(f"/proc/{process.pid}/fd/{fd}")):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        status = process.wait()
    assert status == 1, status
    assert os.listdir(out) == []


main()
