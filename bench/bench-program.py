#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a whole, against the budgets of design.md: wall times of whole commands, peak memory,
and ogr2ogr on the same file in the same run. Usage: bench-program.py WANGGE [GRIDS]"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WANGGE = os.path.abspath(sys.argv[1])
GRIDS = int(sys.argv[2]) if len(sys.argv) > 2 else 100000


def row(work, size, seconds, peak_mb, budget):
    print(f"{work:<52} {size:>10} {seconds:>10.3f} s {peak_mb:>7.0f} MB {budget:>10}", flush=True)


def once(*command):
    """Seconds and peak memory of one run."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, text = process.communicate()
    seconds = time.monotonic() - begin
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command}: {text.decode()[-500:]}")
    return seconds


def measure(work, size, budget, command, times=3):
    seconds = statistics.median(once(*command) for _ in range(times))
    with open("/dev/null", "w", encoding="utf-8") as nothing:
        time_tool = shutil.which("time")
        peak = 0.0
        if time_tool:
            done = subprocess.run([time_tool, "-f", "%M", *command], stdout=nothing,
                                  stderr=subprocess.PIPE, text=True, check=False)
            peak = float(done.stderr.strip().splitlines()[-1]) / 1024
    row(work, size, seconds, peak, budget)
    return seconds


def main():
    folder = tempfile.mkdtemp(prefix="wangge-bench-")
    try:
        big, small = os.path.join(folder, "big.wangge"), os.path.join(folder, "small.wangge")
        for path, size in ((small, 15000), (big, GRIDS)):
            row("sample, written", size, once(WANGGE, "sample", path, "--grids", str(size),
                                              "--buildings", "0"), 0, "30 s")
        measure("open and describe (info)", 15000, "0.6 s", (WANGGE, "info", small))
        measure("open and describe (info)", GRIDS, "1.5 s", (WANGGE, "info", big))
        png = os.path.join(folder, "map.png")
        measure("open and paint 1600x1000 with labels", 15000, "-",
                (WANGGE, "render", small, "-o", png))
        measure("open and paint 1600x1000 with labels", GRIDS, "-", (WANGGE, "render", big, "-o", png))
        measure("verify the coverage and the file", GRIDS, "3 s", (WANGGE, "verify", big))
        gpkg = os.path.join(folder, "grids.gpkg")
        row("export one level to GPKG", GRIDS,
            once(WANGGE, "export", big, gpkg, "--level", "网格"), 0, "-")
        compare_import(folder, gpkg)
    finally:
        shutil.rmtree(folder)


def with_cpu(*command):
    """Seconds by the clock and of the processors: on a busy machine only the second tells."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = once(*command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare_import(folder, gpkg):
    """The same file by ogr2ogr and by the program, one after the other."""
    if shutil.which("ogr2ogr") is None:
        return
    shape = os.path.join(folder, "grids.shp")
    subprocess.run(["ogr2ogr", "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", shape, gpkg, "网格"],
                   check=True, stderr=subprocess.DEVNULL)
    for kind, path, layer in (("GPKG", gpkg, "网格"), ("SHP", shape, "grids")):
        out = os.path.join(folder, f"peer-{kind}.sqlite")
        peer, peer_cpu = with_cpu("ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-nlt",
                                  "MULTIPOLYGON", out, path, layer)
        row(f"peer: ogr2ogr of that {kind} into SpatiaLite", GRIDS, peer, 0, "-")
        row("  of the processors", GRIDS, peer_cpu, 0, "-")
        project = os.path.join(folder, f"import-{kind}.wangge")
        once(WANGGE, "new", project, "--levels", "街道,网格", "--crs", "EPSG:4549")
        seconds, cpu = with_cpu(WANGGE, "import", project, path, "--level", "网格", "--layer", layer)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        row(f"import of {kind}, cleaned, nested, written", GRIDS, seconds, usage, f"{2 * peer:.1f} s")
        row("  of the processors", GRIDS, cpu, 0, f"{2 * peer_cpu:.1f} s")


main()
