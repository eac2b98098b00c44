#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Atlases of samples of several sizes: pages by the second, processor time, memory that does not grow.

Usage: bench-atlas.py WANGGE [PAGES...]"""
import os
import subprocess
import sys
import tempfile
import time

WANGGE = os.path.abspath(sys.argv[1])
SIZES = [int(size) for size in sys.argv[2:]] or [200, 1000, 4000]


def run(*command):
    """Seconds by the clock and of the processors, and the peak of memory in MB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command}: {status}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    with tempfile.TemporaryDirectory(prefix="wangge-atlas-") as folder:
        for size in SIZES:
            project = os.path.join(folder, f"{size}.wangge")
            pdf = os.path.join(folder, "atlas.pdf")
            run(WANGGE, "sample", project, "--grids", str(size), "--buildings", "0")
            opened = run(WANGGE, "info", project)
            seconds, cpu, peak = run(WANGGE, "chart", project, "--template", "grid-sheet", "--level",
                                     "网格", "--date", "2026-11-23", "-o", pdf)
            print(f"{'atlas, A4 grid sheets':<44} {size:>8} {size / seconds:>7.1f} pages/s "
                  f"{1000 * cpu / size:>6.1f} ms CPU/page {peak:>6.0f} MB ({opened[2]:.0f} to open) "
                  f"{os.path.getsize(pdf) / size / 1024:>6.1f} KB/page {'25 pages/s':>12}", flush=True)


main()
