"""Installs what the peers need, on Debian and Ubuntu from apt, for Python from PyPI; says what is not to be had and goes on."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

PYTHON = pathlib.Path(__file__).resolve().parent.parent / ".build" / "python"
HEADERS = {
    "boost/geometry.hpp": "libboost-dev", "geos_c.h": "libgeos-dev", "geos/geom/Geometry.h": "libgeos++-dev",
    "sqlite3.h": "libsqlite3-dev", "nanoflann.hpp": "libnanoflann-dev",
}
MORE_HEADERS = {"s2/s2point_index.h": "libs2-dev", "spatialindex/SpatialIndex.h": "libspatialindex-dev"}
# What is imported, and what of PyPI that comes from.
MORE_MODULES = {
    "shapely_strtree.py": {"shapely": "shapely"}, "geopandas_index.py": {"geopandas": "geopandas"},
    "duckdb_spatial.py": {"duckdb": "duckdb==1.4.4", "duckdb_ext": "duckdb-ext-spatial==1.4.4.*"},
    "postgis.py": {"psycopg": "psycopg[binary]"},
}


def say(text):
    print(text, file=sys.stderr, flush=True)


def is_header_there(header):
    folders = ("/usr/include", "/usr/local/include", "/opt/homebrew/include")
    return any((pathlib.Path(folder) / header).exists() for folder in folders)


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, **options)


def apt(packages):
    """Installs each by itself, so that one that is missing keeps none of the others away."""
    packages = [package for package in packages if package]
    if not packages:
        return
    if not shutil.which("apt-get"):
        return say(f"install these with this system's package manager: {' '.join(packages)}")
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    run([*sudo, "apt-get", "update", "-qq"])
    for package in packages:
        say(f"installing {package}")
        done = run([*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends", package])
        if done.returncode:
            say(f"  {package} cannot be installed: {done.stdout.strip().splitlines()[-1:]}")


def postgis():
    """The name of the package of the server's version, or none where it is there."""
    if list(pathlib.Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return None
    names = re.findall(r"^(postgresql-\d+-postgis-3) ", run(["apt-cache", "search", "postgis"]).stdout, re.M) if shutil.which("apt-cache") else []
    return sorted(names)[-1] if names else None


def modules(wanted):
    """Installs Python's modules into a folder of the benchmarks' own; the names of those that are not to be had."""
    failed = []
    for module, package in wanted.items():
        environment = dict(os.environ, PYTHONPATH=str(PYTHON))
        if run([sys.executable, "-c", f"import {module}"], env=environment).returncode == 0:
            continue
        say(f"installing {package} from PyPI")
        done = run([sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(PYTHON), package])
        if done.returncode or run([sys.executable, "-c", f"import {module}"], env=environment).returncode:
            failed.append(package)
    return failed


def install(everything):
    """{peer: why it is left out} of the peers in Python."""
    missing = [package for header, package in HEADERS.items() if not is_header_there(header)]
    missing += [] if shutil.which("g++") else ["g++"]
    missing += [] if run([sys.executable, "-m", "pip", "--version"]).returncode == 0 else ["python3-pip"]
    if everything:
        missing += [package for header, package in MORE_HEADERS.items() if not is_header_there(header)]
        missing += [postgis()]
    apt(missing)
    left_out = {}
    if everything:
        for peer, wanted in MORE_MODULES.items():
            failed = modules({"numpy": "numpy"} | wanted)
            if failed:
                left_out[peer] = f"{', '.join(failed)} cannot be had from PyPI"
    return left_out
