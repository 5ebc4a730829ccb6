public import Geometries
import Regions
import SpatialIndexes

/// What lies around a point.
public struct Surroundings: Hashable, Sendable {
    /// The country whose outline holds the point; nil at sea.
    public let country: GazetteerEntry?
    /// The first-level unit whose outline holds the point.
    public let admin1: GazetteerEntry?
    /// The nearest city, town or village.
    public let nearest: GazetteerEntry?
    /// How far that is, in metres along the ellipsoid.
    public let nearestMetres: Double?
}

/// Tells for points in which country and unit they lie and which place is nearest.
///
///     let finder = try PlaceFinder(Gazetteer.bundled)
///     let found = try finder.surroundings(of: Coordinate(longitude: 42.44, latitude: 33.79))
///     found.country?.name     // Iraq
///     found.admin1?.isoCode   // IQ-AN
///     found.nearest?.name     // Al Baghdādī
///
/// Countries and units go by geometry, never by a stored name; a point on a border belongs to the more important of the
/// neighbours. A finder holds handles of GEOS, so each task needs its own.
public final class PlaceFinder {
    private static let closeMetres = 20_000.0

    private let gazetteer: Gazetteer
    private let outlines: PackedTree
    private var places: PackedTree?
    /// The outlines that were asked about so far.
    private var prepared: [Int64: Outline] = [:]

    /// An outline that was asked about: an object, so that looking at one copies no entry.
    private final class Outline {
        let id: Int
        let entry: GazetteerEntry
        let isCountry: Bool
        let region: PreparedRegion

        init(_ entry: GazetteerEntry, _ region: PreparedRegion) {
            (id, self.entry, self.region) = (entry.id, entry, region)
            isCountry = entry.featureClass == .country
        }
    }

    /// Puts the outlines of a gazetteer into a tree; its places follow when the first of them is asked for.
    ///
    /// - Throws: ``GazetteerError`` for a broken file.
    /// - Complexity: O(n) in the number of outlines: some milliseconds. The first question for a place takes O(n) in the number
    ///   of places: about a tenth of a second.
    public init(_ gazetteer: Gazetteer) throws {
        self.gazetteer = gazetteer
        var boxes: [IndexEntry] = []
        for layer in gazetteer.layers {
            for unit in 0..<layer.units.count {
                let record = try layer.units.record(unit)
                guard let shape = record.shape else { continue }
                switch try layer.entries.featureClass(record.entry) {
                case .country, .admin1:
                    let envelope = Envelope(try layer.shapes.bounds(shape), time: nil)
                    boxes.append(IndexEntry(id: Int64(layer.firstID + record.entry), envelope: envelope))
                default: break
                }
            }
        }
        outlines = try PackedTree(bulkLoading: boxes)
    }

    /// Puts the cities, towns and villages into a tree, of which those who only ask for countries have no need.
    private func placeTree() throws -> PackedTree {
        if let places { return places }
        var points: [IndexEntry] = []
        for layer in gazetteer.layers {
            for number in 0..<layer.entries.count where try layer.entries.featureClass(number) == .city {
                let place = try layer.entries.record(number).coordinate
                let envelope = Envelope(longitude: place.longitude, latitude: place.latitude, time: nil)
                points.append(IndexEntry(id: Int64(layer.firstID + number), envelope: envelope))
            }
        }
        let tree = try PackedTree(bulkLoading: points)
        places = tree
        return tree
    }

    /// The country, unit and nearest place of a point.
    ///
    /// - Throws: ``GeometryError`` for a point that is not on the globe, ``GazetteerError`` for a broken file.
    /// - Complexity: O(log n) and that of the few outlines whose boxes hold the point: some microseconds.
    public func surroundings(of point: Coordinate) throws -> Surroundings {
        let holders = try holders(of: point)
        let places = try placeTree()
        let ruler = SphericalRuler(from: point)
        // Most points have a place close by, and a narrow search costs a third of a boundless one.
        let nearest =
            places.nearest(NearestSearch(count: 1, maximumDistance: Self.closeMetres), from: ruler).first
            ?? places.nearest(NearestSearch(count: 1), from: ruler).first
        let entry = try nearest.map { try gazetteer.entry(Int($0.id)) }
        return Surroundings(
            country: holders.country, admin1: holders.admin1, nearest: entry,
            nearestMetres: entry.map { Geodesic.distance(from: point, to: $0.coordinate) })
    }

    /// The country and unit of a point, without the nearest place.
    ///
    /// - Throws: ``GeometryError`` for a point that is not on the globe, ``GazetteerError`` for a broken file.
    public func holders(of point: Coordinate) throws -> (country: GazetteerEntry?, admin1: GazetteerEntry?) {
        try point.validate()
        var country: Outline?
        var admin1: Outline?
        // -180 and 180 are one meridian, and outlines reach it from either side.
        let sides = abs(point.longitude) == 180 ? [-180, 180] : [point.longitude]
        for longitude in sides {
            let box = Rectangle(
                minLongitude: longitude, minLatitude: point.latitude, maxLongitude: longitude,
                maxLatitude: point.latitude)
            for id in outlines.ids(in: QueryWindow(box)) {
                let outline = try outline(id)
                let known = outline.isCountry ? country : admin1
                if let known, known.id < outline.id { continue }
                guard try outline.region.matches(point) else { continue }
                if outline.isCountry { country = outline } else { admin1 = outline }
            }
        }
        return (country?.entry, admin1?.entry)
    }

    private func outline(_ id: Int64) throws -> Outline {
        if let known = prepared[id] { return known }
        let entry = try gazetteer.entry(Int(id))
        let made = Outline(entry, try PreparedRegion(try gazetteer.region(of: entry)))
        prepared[id] = made
        return made
    }
}

extension Gazetteer {
    /// What lies around each of some points; for more points than are at hand at once, keep a ``PlaceFinder``.
    ///
    ///     let found = try Gazetteer.bundled.reverse([Coordinate(longitude: 42.44, latitude: 33.79)])
    ///
    /// - Throws: ``GeometryError`` for a point that is not on the globe, ``GazetteerError`` for a broken file.
    /// - Complexity: O(n) in the number of places once, and some microseconds a point.
    public func reverse(_ points: some Sequence<Coordinate>) throws -> [Surroundings] {
        let finder = try PlaceFinder(self)
        return try points.map { try finder.surroundings(of: $0) }
    }
}

@available(*, unavailable, message: "make a finder in each task")
extension PlaceFinder: Sendable {}
