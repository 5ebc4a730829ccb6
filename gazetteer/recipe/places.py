"""What every source is turned into before it is packed."""

# The numbers are part of the file format: add at the end, change none.
CLASSES = [
    'country', 'admin1', 'admin2', 'city', 'airport', 'air_base', 'military_base', 'camp', 'border_crossing',
    'oil_field', 'refinery', 'dam', 'nuclear_site', 'power_plant', 'port', 'strait', 'sea', 'island', 'mountain',
    'river', 'lake', 'region', 'quarter', 'site',
]
CLASS_NUMBER = {name: number for number, name in enumerate(CLASSES)}

# How a name belongs to its place, best first; a part of the file format as well.
PRIMARY, ALIAS, CODE, ARTICLELESS, CORE, DEMONYM = range(6)

CLOSED, CAPITAL, LARGEST_OF_UNIT, POLYGON = 1, 2, 4, 8

# How far from the point the place may reach, in metres, where a source does not say.
PRECISION = {
    'country': 300_000, 'admin1': 80_000, 'admin2': 25_000, 'airport': 3_000, 'air_base': 5_000, 'city': 5_000,
}


class Place:
    __slots__ = (
        'name', 'aliases', 'codes', 'demonyms', 'cores', 'longitude', 'latitude', 'kind', 'country', 'unit',
        'population', 'importance', 'precision', 'source', 'source_id', 'flags', 'polygon', 'iso', 'part', 'renown')

    def __init__(self, name, longitude, latitude, kind, source, source_id=0, country=None, unit=None):
        self.name = name
        self.longitude = longitude
        self.latitude = latitude
        self.kind = kind
        self.source = source
        self.source_id = source_id
        self.country = country
        self.unit = unit
        self.aliases = []
        self.codes = []
        self.demonyms = []
        self.cores = []
        self.population = 0
        self.importance = 0.0
        self.precision = PRECISION.get(kind, 5_000)
        self.flags = 0
        self.polygon = None
        self.iso = ''
        # The second-level unit that holds it.
        self.part = None
        # How many more names speak for its being well known than are kept.
        self.renown = 0


def logarithm(number):
    """The binary logarithm, straight between powers of two: never the machine's libm, so the same everywhere."""
    exponent = number.bit_length() - 1
    return exponent + (number / (1 << exponent) - 1)


def magnitude(population):
    """0 for nobody, 1 for about the largest city on Earth."""
    return min(1.0, logarithm(population + 1) / 24.6)


def fame(place):
    """A little more for places that many languages have a name for."""
    return min(0.08, 0.02 * (logarithm(4 + len(place.aliases) + place.renown) - 2))


def weigh(place):
    """How likely it is, from 0 to 1, that a report means this place by its name."""
    if place.importance and place.kind != 'city':
        return
    if place.kind == 'country':
        weight = 0.80 + 0.19 * magnitude(place.population)
    elif place.kind == 'admin1':
        weight = 0.52 + 0.18 * magnitude(place.population)
    elif place.kind == 'admin2' and place.polygon is not None:
        # A map of the world shows it, as it does provinces of other countries: a county of England, a département.
        weight = 0.45 + 0.18 * magnitude(place.population)
    elif place.kind == 'admin2':
        weight = 0.20 + 0.20 * magnitude(place.population)
    else:
        weight = 0.22 + 0.55 * magnitude(place.population) + fame(place)
        if place.flags & LARGEST_OF_UNIT:
            weight += 0.03
        if place.flags & CAPITAL:
            weight = max(weight, 0.62) + 0.10
    place.importance = min(max(weight, place.importance), 1.0)
