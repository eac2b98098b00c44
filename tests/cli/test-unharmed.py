#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A project is whole, whatever happens to an import: bad and damaged files, a full disk, a kill."""
import concurrent.futures
import hashlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import zipfile

from tap import PROGRAM, case, data, main, polygon, run, run_json, write_geojson

# WANGGE_FUZZ_COPIES=20 tries harder; without it a third of the files are damaged once.
COPIES = int(os.environ.get("WANGGE_FUZZ_COPIES", "1"))
KILLS = 6 * COPIES
SECONDS_PER_FILE = 10
PARTS = (".dbf", ".shx", ".prj", ".cpg") # of a shapefile: damaged, the whole of it is read
# Each at a time costs a process of its own: as many as the machine has room for.
WORKERS = min(4, os.cpu_count() or 1)
WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def box(column, row, size=STEP):
    west, south = WEST + column * size, SOUTH + row * size
    return polygon([[west, south], [west + size, south], [west + size, south + size],
                    [west, south + size]])


def lattice(folder, columns, rows, size=STEP, name="grids.geojson"):
    return write_geojson(os.path.join(folder, name), [
        ({"code": f"33010600{c:04d}{r:04d}", "name": f"{c}-{r}"}, box(c, r, size))
        for c in range(columns) for r in range(rows)])


def new(folder, name="test.wangge"):
    path = os.path.join(folder, name)
    run("new", path, "--levels", "街道,网格", "--crs", "EPSG:4549")
    run("import", path, lattice(folder, 2, 2, name="first.geojson"), "--level", "网格")
    return path


def rows_of(path):
    """A hash of each table's rows: opening a file to write turns counters in its head, no more."""
    out = {}
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = [name for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'")
             if sql and not sql.upper().startswith("CREATE VIRTUAL")]
    for name in names:
        digest = hashlib.sha256()
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            digest.update(repr(row).encode())
        out[name] = digest.hexdigest()
    connection.close()
    return out


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def start(*arguments, **options):
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    env.pop("G_DEBUG", None)
    return subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, env=env, **options)


def assert_whole(project, before, what):
    """The file is as it was, or as another program would find a finished import; never between."""
    run("verify", project)
    info = run_json("info", project)
    levels = {level["name"]: level["grids"] for level in info["levels"]}
    assert levels["网格"] in (before, before + FULL), (what, levels)
    return levels["网格"]


FULL = 900


def wait_for_journal(process, project, size):
    """Until so much of the import is written, or it is over."""
    while process.poll() is None:
        try:
            if os.path.getsize(project + "-wal") >= size:
                return
        except OSError:
            pass
        time.sleep(0.0005)


@case
def killed(folder):
    """SIGKILL at any moment of an import leaves the state before or after it."""
    first = new(folder)
    path = lattice(folder, 30, 30, STEP / 4, "many.geojson")
    # Beside what is there, so that all 900 come in.
    began = time.monotonic()
    trial = os.path.join(folder, "trial.wangge")
    shutil.copy(first, trial)
    report = run_json("import", trial, path, "--level", "网格", "--sliver", "0")
    took = time.monotonic() - began
    global FULL
    FULL = report["grids"]
    assert FULL > 300, FULL
    chance = random.Random(7)
    seen = []
    for number in range(KILLS):
        project = os.path.join(folder, f"{number}.wangge")
        shutil.copy(first, project)
        process = start("import", project, path, "--level", "网格", "--sliver", "0")
        if number % 2 == 0:
            time.sleep(took * chance.uniform(0.05, 1.0))
        else:
            wait_for_journal(process, project, chance.choice((1, 40000, 200000, 500000)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
        seen.append(assert_whole(project, 4, number))
    print(f"# {KILLS} kills left {seen} grids")
    # Ctrl-C, too.
    project = os.path.join(folder, "int.wangge")
    shutil.copy(first, project)
    process = start("import", project, path, "--level", "网格", "--sliver", "0")
    time.sleep(took * 0.4)
    process.send_signal(signal.SIGINT)
    process.wait()
    process.stderr.close()
    assert_whole(project, 4, "SIGINT")


@case
def full_disk(folder):
    """No room to write: the file is as it was, and the reason is said."""
    first = new(folder)
    path = lattice(folder, 30, 30, STEP / 4, "many.geojson")
    limit = os.path.getsize(first) + 20000
    project = os.path.join(folder, "full.wangge")
    shutil.copy(first, project)

    def shrink():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    before = rows_of(project)
    process = start("import", project, path, "--level", "网格", "--sliver", "0", preexec_fn=shrink)
    said = process.communicate()[1].decode()
    assert process.returncode == 1 and said.strip(), (process.returncode, said)
    run("verify", project)
    assert rows_of(project) == before
    assert {level["name"]: level["grids"] for level in run_json("info", project)["levels"]}["网格"] == 4


def damaged(content, chance):
    out = bytearray(content)
    for _ in range(chance.randint(1, 9)):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    if chance.random() < 0.3:
        del out[chance.randrange(len(out) + 1):]
    return bytes(out)


def try_file(work):
    """One file, as it is or damaged, into a project of its own; what it became, or None."""
    folder, number, path, seed = work
    project = os.path.join(folder, f"{number}.wangge")
    shutil.copy(os.path.join(folder, "empty.wangge"), project)
    before = rows_of(project)
    beside = os.path.join(folder, str(number))
    os.mkdir(beside)
    target = os.path.join(beside, os.path.basename(path))
    stem = os.path.splitext(path)[0]
    for other in os.listdir(os.path.dirname(path)):
        if other.startswith(os.path.basename(stem) + "."):
            shutil.copy(os.path.join(os.path.dirname(path), other), beside)
    content = read_bytes(path)
    with open(target, "wb") as file:
        file.write(content if seed == 0 else damaged(content, random.Random(seed)))
    if seed != 0 and os.path.splitext(path)[1].lower() in PARTS:
        whole = os.path.splitext(target)[0] + ".shp"
        target = whole if os.path.exists(whole) else target
    began = time.monotonic()
    process = start("import", project, target, "--level", "网格")
    said = process.communicate(timeout=60)[1].decode(errors="replace")
    took = time.monotonic() - began
    problem = None
    if process.returncode not in (0, 1):
        problem = f"exit {process.returncode}"
    elif process.returncode == 1 and not said.strip():
        problem = "refused without a word"
    elif process.returncode == 1 and rows_of(project) != before:
        problem = "refused, but rows of the project changed"
    elif os.path.exists(project + "-wal"):
        problem = "a journal was left behind"
    elif process.returncode == 0 and run("verify", project).returncode != 0:
        problem = "the project does not verify"
    elif took > SECONDS_PER_FILE * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)):
        problem = f"took {took:.1f} s"
    shutil.rmtree(beside)
    os.remove(project)
    return f"{path} ({seed}): {problem}: {said[-300:]}" if problem else process.returncode


def import_all(work):
    """Works off @work; how many came in, and how many were refused."""
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        results = list(pool.map(try_file, work))
    wrong = [result for result in results if isinstance(result, str)]
    assert not wrong, "\n".join(wrong[:10])
    return results.count(0), results.count(1)


def write_samples(folder):
    """The same grids in the formats that offices send."""
    project = new(folder, "sample.wangge")
    names = ["grids.gpkg", "grids.shp", "grids.geojson", "grids.kml", "grids.dxf", "grids.xlsx"]
    paths = [os.path.join(folder, name) for name in names]
    for path in paths:
        run("export", project, path, "--level", "网格")
    table = os.path.join(folder, "table.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("code,name,wkt\n")
        for row in range(3):
            ring = box(0, row)["coordinates"][0]
            points = ",".join(f"{x} {y}" for x, y in ring + ring[:1])
            file.write(f'{row},第{row}网格,"POLYGON(({points}))"\n')
    archive = os.path.join(folder, "grids.kmz")
    with zipfile.ZipFile(archive, "w") as file:
        file.write(os.path.join(folder, "grids.kml"), "doc.kml")
    parts = [path for path in (os.path.join(folder, f"grids.{end}") for end in ("dbf", "shx", "prj"))
             if os.path.exists(path)]
    return paths + parts + [table, archive]


@case
def damaged_samples(folder):
    """Files of our own with flipped and missing bytes."""
    run("new", os.path.join(folder, "empty.wangge"), "--levels", "街道,网格")
    where = os.path.join(folder, "samples")
    os.mkdir(where)
    copies = 4 * COPIES
    work = [(folder, number * copies + copy, path, 1000 * (number + 1) + copy)
            for number, path in enumerate(write_samples(where)) for copy in range(copies)]
    came_in, refused = import_all(work)
    print(f"# {len(work)} damaged samples: {came_in} came in, {refused} were refused")
    assert came_in > 5 and refused > 5


@case
def bad_inputs(folder):
    """Every bad file, and copies with flipped and missing bytes."""
    root = data("bad_inputs")
    run("new", os.path.join(folder, "empty.wangge"), "--levels", "街道,网格")
    paths = sorted(os.path.join(top, name) for top, _, names in os.walk(root) for name in names
                   if os.path.getsize(os.path.join(top, name)) < 2000000)
    work = [(folder, number * (COPIES + 1) + copy, path, copy * (number + 1))
            for number, path in enumerate(paths) for copy in range(COPIES + 1)
            if copy == 0 or COPIES > 1 or number % 3 == 0]
    came_in, refused = import_all(work)
    print(f"# {len(paths)} files, {len(work)} imports: {came_in} came in, {refused} were refused")
    assert came_in > 10 and refused > 20


main()
