# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: running the program, TAP, small files."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.environ["WG_PROGRAM"]
SHARED_DATA = os.environ.get("WG_SHARED_DATA", "")
cases = []
after = []  # functions that end what a case started


class Skip(Exception):
    """Raised by a case that cannot run here, with the reason."""


def case(function):
    """Marks a test case; it gets an empty folder, which is removed afterwards."""
    cases.append(function)
    return function


def run(*arguments, status=0, env=None, timeout=120):
    """Runs `wangge ARGUMENTS`; asserts its exit status; returns what it printed."""
    full_env = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    full_env.pop("G_DEBUG", None)
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          env=full_env, timeout=timeout)
    assert done.returncode == status, (
        f"wangge {' '.join(map(str, arguments))[:200]}: exit {done.returncode}, not {status}\n"
        f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    done.text = done.stdout + done.stderr
    return done


def run_json(*arguments, **options):
    return json.loads(run(*arguments, "--json", **options).stdout)


def data(*parts):
    path = os.path.join(SHARED_DATA, *parts)
    if not os.path.exists(path):
        raise Skip(f"no {'/'.join(parts)} in ../shared/data")
    return path


def tool(name):
    if shutil.which(name) is None:
        raise Skip(f"no {name} on this machine")
    return name


def write_geojson(path, features):
    """features: (properties, geometry) in degrees."""
    collection = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features]}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(collection, file, ensure_ascii=False)
    return path


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [list(ring) + [ring[0]] for ring in rings]}


def main():
    print(f"1..{len(cases)}", flush=True)
    failed = 0
    wanted = sys.argv[1:]  # names of single cases, when tried by hand
    for number, function in enumerate(cases, 1):
        name = function.__name__.replace("_", "-")
        if wanted and name not in wanted:
            continue
        folder = tempfile.mkdtemp(prefix="wangge-cli-")
        try:
            function(folder)
            print(f"ok {number} {name}")
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}")
        except Exception:  # pylint: disable=broad-except
            failed = 1
            for line in traceback.format_exc().splitlines():
                print("#", line)
            print(f"not ok {number} {name}")
        finally:
            while after:
                after.pop()()
            shutil.rmtree(folder, ignore_errors=True)
        sys.stdout.flush()
    sys.exit(failed)
