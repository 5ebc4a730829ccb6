"""The regions: 177 countries as geopandas shipped them until 0.14, and 240 detailed ones out of QGIS's world map."""

import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile

from . import install

RAW = pathlib.Path(__file__).resolve().parent.parent / ".build" / "areas"


def make(ours):
    """The folder of the files that could be made, each a list of polygons that is valid, and notes for the report."""
    RAW.mkdir(parents=True, exist_ok=True)
    notes = []
    for layer, source in (("countries", countries), ("detailed", detailed)):
        target, told = RAW / f"{layer}.areas", RAW / f"{layer}.txt"
        if not target.exists():
            with tempfile.TemporaryDirectory() as folder:
                try:
                    shapes = source(pathlib.Path(folder))
                except Exception as error:  # whatever a registry or a reader says, the rest is measured
                    notes.append(f"{layer} left out: {error}")
                    continue
                raw = pathlib.Path(folder) / "raw"
                raw.write_bytes(struct.pack("<I", len(shapes)) + b"".join(struct.pack("<I", len(shape)) + shape for shape in shapes))
                said = subprocess.run([*ours, "areas", str(raw), str(target)], check=True, stdout=subprocess.PIPE, text=True).stdout
                told.write_text(said, encoding="utf-8")
        notes += [f"{layer}, {line}" for line in told.read_text(encoding="utf-8").splitlines()]
    return notes


def place(folder):
    """Puts the files where a workload is."""
    for file in RAW.glob("*.areas"):
        if not (folder / file.name).exists():
            shutil.copy(file, folder / file.name)


def read(path, layer=None):
    failed = install.modules({"numpy": "numpy", "pyogrio": "pyogrio"})
    if failed:
        raise RuntimeError(f"{', '.join(failed)} cannot be had from PyPI")
    sys.path.insert(0, str(install.PYTHON))
    from pyogrio import raw

    return [bytes(shape) for shape in raw.read(str(path), layer=layer, columns=[])[2]]


def countries(folder):
    done = install.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "geopandas==0.14.4"])
    wheel = next(folder.glob("*.whl"), None)
    if wheel is None:
        raise RuntimeError(f"geopandas 0.14.4 cannot be had from PyPI: {done.stdout.strip()[-200:]}")
    zipfile.ZipFile(wheel).extractall(folder)
    return read(folder / "geopandas" / "datasets" / "naturalearth_lowres" / "naturalearth_lowres.shp")


def detailed(folder):
    if not shutil.which("apt-get"):
        raise RuntimeError("qgis-common is a package of Debian and Ubuntu")
    done = install.run(["apt-get", "download", "qgis-common"], cwd=folder)
    package = next(folder.glob("*.deb"), None)
    if package is None:
        raise RuntimeError(f"qgis-common cannot be had: {done.stdout.strip()[-200:]}")
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
    return read(next(folder.rglob("world_map.gpkg")), "countries")
