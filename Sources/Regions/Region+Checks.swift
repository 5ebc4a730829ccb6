import Geometries

/// How much of a region is accepted before any work is done on it; the more so the less its sender is trusted.
///
/// How deep a collection of geometries may nest is limited where it is read: ``Geometries/Geometry/maximumDepth``.
public struct RegionLimits: Hashable, Sendable {
    /// The most vertices, over all features.
    public var maximumVertices: Int

    /// How deeply the arrays and objects of a feature's JSON may nest, its properties included, whoever sent it.
    public static let maximumNesting = 32

    /// How often the edges of a feature may cross one another for a repair of it to be tried, whoever sent it.
    public static let maximumCrossings = 50_000

    /// Makes limits.
    public init(maximumVertices: Int) {
        self.maximumVertices = maximumVertices
    }

    /// For a file of the user's own: 1,000,000 vertices.
    public static let file = RegionLimits(maximumVertices: 1_000_000)
    /// For what comes over a network: 10,000 vertices.
    public static let network = RegionLimits(maximumVertices: 10_000)
}

extension Region {
    /// How near to ±180° a longitude of a region counts as ±180° itself, in degrees (a tenth of a millimetre).
    public static let antimeridianTolerance = 1e-9

    /// The number of vertices over all features.
    public var vertexCount: Int {
        features.reduce(0) { $0 + $1.reduce(0) { $0 + $1.positionCount } }
    }

    /// Refuses a region that is empty or has too many vertices.
    func checkSize(_ limits: RegionLimits) throws(RegionError) {
        let count = vertexCount
        guard count > 0 else { throw .empty }
        guard count <= limits.maximumVertices else {
            throw .tooManyVertices(count: count, limit: limits.maximumVertices)
        }
    }

    /// The polygons of a feature with longitudes near ±180° moved onto it, after the checks that come before topology.
    ///
    /// - Parameter index: From 0.
    /// - Returns: At least one polygon.
    /// - Throws: ``RegionError``, with the feature numbered from 1.
    func checkedFeature(_ index: Int) throws(RegionError) -> [Polygon] {
        let number = index + 1
        if !features[index].isEmpty, features[index].allSatisfy(\.isOrdinary) { return features[index] }
        var polygons: [Polygon] = []
        guard !features[index].isEmpty else { throw .malformed(feature: number, reason: "it has no polygon") }
        for polygon in features[index] {
            guard !polygon.exterior.isEmpty else {
                throw .malformed(feature: number, reason: "the exterior ring is empty")
            }
            let clamped = polygon.clampedToAntimeridian(within: Self.antimeridianTolerance)
            do {
                try clamped.validate()
            } catch {
                throw .malformed(feature: number, reason: error.description)
            }
            if let edge = clamped.firstEdgeLongerThanHalfTheWorld {
                throw .edgeTooLong(feature: number, from: edge.start, to: edge.end)
            }
            polygons.append(clamped)
        }
        return polygons
    }
}

extension Polygon {
    /// Whether one look at each position finds nothing to refuse or to move; false only sends it to the checks that say what
    /// is wrong.
    var isOrdinary: Bool { Self.isOrdinary(exterior) && holes.allSatisfy(Self.isOrdinary) }

    private static func isOrdinary(_ ring: [Position]) -> Bool {
        guard ring.count >= leastPositionsOfARing, let first = ring.first, let last = ring.last,
            first.longitude == last.longitude, first.latitude == last.latitude
        else { return false }
        var isOrdinary = true
        var before = first.longitude
        for position in ring {
            // Numbers that are none compare as false.
            let isInside = abs(position.longitude) < 179.999 && abs(position.latitude) <= 90
            isOrdinary =
                isOrdinary && isInside && abs(position.longitude - before) <= 180
                && (position.altitude?.isFinite ?? true)
            before = position.longitude
        }
        return isOrdinary
    }
}
