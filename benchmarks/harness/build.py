"""Builds our program and the peers, each when its source is newer; a peer that cannot be built is left out with a message."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
FOLDER = HERE / ".build"
LIBRARIES = {
    "geos_strtree": ["-lgeos_c"], "boost_polygons": ["-lgeos", "-w"], "sqlite_rtree": ["-lsqlite3"],
    "s2_points": ["-ls2", "-lcrypto"], "libspatialindex": ["-lspatialindex"],
}


class Build:
    def __init__(self, python=None):
        self.missing = {}
        self.python = python
        self.environment = None
        if python:
            self.environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(python), str(HERE / "peers")]))

    def command(self, name):
        if name == "ours":
            return [str(FOLDER / "release" / "IndexBenchmark"), "answer"]
        if name.endswith(".py"):
            return [sys.executable, str(HERE / "peers" / name)]
        return [str(FOLDER / name)]

    def ours(self):
        subprocess.run(["swift", "build", "-c", "release", "--product", "IndexBenchmark"], cwd=HERE, check=True, stdout=sys.stderr)

    def peer(self, name):
        """Whether the peer is there to be asked."""
        if name.endswith(".py"):
            return name not in self.missing
        source, program = HERE / "peers" / f"{name}.cpp", FOLDER / name
        newest = max(file.stat().st_mtime for file in [source, *(HERE / "peers" / "common").glob("*.hpp")])
        if program.exists() and program.stat().st_mtime > newest:
            return True
        print(f"  building {name}", file=sys.stderr, flush=True)
        extra = LIBRARIES.get(name, [])
        if name == "rtree_c":
            extra = self.rtree_c()
            if extra is None:
                return False
        made = subprocess.run(
            ["g++", "-O3", "-DNDEBUG", "-march=native", "-std=c++20", str(source), "-o", str(program), *extra],
            stderr=subprocess.PIPE, text=True)
        if made.returncode:
            self.missing[name] = next((line for line in made.stderr.splitlines() if "error" in line), "it does not compile")
        return made.returncode == 0

    def rtree_c(self):
        """tidwall's rtree.c is in no registry: RTREE_C names a folder that holds it."""
        folder = os.environ.get("RTREE_C")
        if not folder:
            self.missing["rtree_c"] = "set RTREE_C to a folder with rtree.c and rtree.h of github.com/tidwall/rtree.c"
            return None
        compiled = FOLDER / "rtree.o"
        subprocess.run(["gcc", "-O3", "-DNDEBUG", "-march=native", "-c", f"{folder}/rtree.c", "-o", str(compiled)], check=True)
        return [f"-I{folder}", str(compiled)]
