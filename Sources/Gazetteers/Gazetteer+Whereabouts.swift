import Geometries
import Regions

extension Gazetteer {
    /// How much of a distance in a report is uncertain: "10 km south" is said of what lies 8 km to the south-south-west.
    private static let uncertainShare = 0.25
    /// How far from a place something is that is said to be near it, beyond the place itself.
    private static let nearMetres = 15_000.0
    /// How far from the line between two places something may be, as a share of its length.
    private static let corridorShare = 0.1
    /// A place is at least so large for whoever says that something is on one side of it.
    private static let leastReachMetres = 5_000.0
    /// Of each name in "between X and Y", so many candidates are tried together.
    private static let candidatesOfPair = 8

    /// Where something lies of which a phrase says how it lies to a place.
    ///
    ///     let found = try gazetteer.whereabouts(of: "10 km south of Mosul")
    ///     found?.point            // 43.12 E, 36.25 N
    ///     found?.radiusMetres     // 7,500: a quarter of the distance, and what Mosul may reach
    ///
    /// - "10 km south of X": the point there; the radius is a quarter of the distance and that of X. Without a
    ///   direction, X with a radius of the distance and its own. Without a distance, twice as far as X reaches (5 km at least),
    ///   with a radius as large.
    /// - "near X": X, with 15 km more than its own radius.
    /// - "between X and Y": the line between them, with a tenth of its length beside the larger of their radii. Of
    ///   namesakes, those that lie closest together are meant.
    /// - "western Iraq": the half of the outline, a quarter for "north-western", the middle for "central"; of a
    ///   place without an outline, half of the circle that it may reach, as a circle.
    ///
    /// - Returns: nil where the text is no such phrase, is a name itself ("Western Sahara"), or names no known place.
    /// - Throws: ``GazetteerError`` where the context names an unknown country or the file is broken.
    public func whereabouts(
        of text: String, in context: LookupContext = LookupContext()
    ) throws -> Whereabouts? {
        let readings = PlacePhrase.readings(of: text)
        guard !readings.isEmpty else { return nil }
        var known = context
        known.spelling = .exact
        known.featureClass = nil
        if try !candidates(for: text, in: known, limit: 1).isEmpty { return nil }
        var spelled = context
        spelled.spelling = min(context.spelling, .transliterated)
        for phrase in readings {
            if let found = try whereabouts(phrase, in: spelled) { return found }
        }
        return nil
    }

    private func whereabouts(_ phrase: PlacePhrase, in context: LookupContext) throws -> Whereabouts? {
        switch phrase {
        case .away(let metres, let point, let name):
            guard let place = try candidates(for: name, in: context, limit: 1).first else { return nil }
            let radius = place.entry.precisionRadiusMetres
            let reach = max(radius, Self.leastReachMetres)
            switch (metres, point) {
            case (let metres?, let point?):
                return around(place, phrase, point, metres: metres, radius: radius + Self.uncertainShare * metres)
            case (let metres?, nil):
                return around(place, phrase, .north, metres: 0, radius: radius + metres)
            case (nil, let point):
                return around(place, phrase, point ?? .north, metres: point == nil ? 0 : 2 * reach, radius: 2 * reach)
            }
        case .near(let name):
            guard let place = try candidates(for: name, in: context, limit: 1).first else { return nil }
            let radius = place.entry.precisionRadiusMetres + Self.nearMetres
            return around(place, phrase, .north, metres: 0, radius: radius)
        case .between(let one, let other):
            return try between(
                try candidates(for: one, in: context, limit: Self.candidatesOfPair),
                try candidates(for: other, in: context, limit: Self.candidatesOfPair), phrase)
        case .part(let point, let name):
            return try part(towards: point, of: name, phrase, in: context)
        }
    }

    private func around(
        _ place: Candidate, _ phrase: PlacePhrase, _ point: CompassPoint, metres: Double, radius: Double
    ) -> Whereabouts {
        let coordinate = Geodesic.destination(
            from: place.entry.coordinate, bearingDegrees: point.bearingDegrees, metres: metres)
        return Whereabouts(
            phrase: phrase, places: [place],
            geometry: .point(longitude: coordinate.longitude, latitude: coordinate.latitude), radiusMetres: radius,
            point: coordinate)
    }

    private func between(_ ones: [Candidate], _ others: [Candidate], _ phrase: PlacePhrase) throws -> Whereabouts? {
        var best: (score: Double, one: Candidate, other: Candidate)?
        for one in ones {
            for other in others where one.entry.id != other.entry.id {
                let kilometres = Self.kilometres(from: one.entry.coordinate, to: other.entry.coordinate)
                let score = one.score * other.score * Self.nearness(kilometres: kilometres)
                if score > best?.score ?? 0 { best = (score, one, other) }
            }
        }
        guard let (_, one, other) = best else { return nil }
        let (start, end) = (one.entry.coordinate, other.entry.coordinate)
        let length = Geodesic.distance(from: start, to: end)
        let line = Geometry.lineString([
            Position(longitude: start.longitude, latitude: start.latitude),
            Position(longitude: end.longitude, latitude: end.latitude),
        ])
        let radius = max(one.entry.precisionRadiusMetres, other.entry.precisionRadiusMetres)
        return Whereabouts(
            phrase: phrase, places: [one, other], geometry: try line.splitAtAntimeridian(),
            radiusMetres: radius + Self.corridorShare * length, point: Self.middle(start, end))
    }

    private static func middle(_ start: Coordinate, _ end: Coordinate) -> Coordinate {
        var eastward = end.longitude - start.longitude
        if abs(eastward) > 180 { eastward -= eastward > 0 ? 360 : -360 }
        var longitude = start.longitude + eastward / 2
        if abs(longitude) > 180 { longitude -= longitude > 0 ? 360 : -360 }
        return Coordinate(longitude: longitude, latitude: (start.latitude + end.latitude) / 2)
    }

    private func part(
        towards point: CompassPoint?, of name: String, _ phrase: PlacePhrase, in context: LookupContext
    ) throws -> Whereabouts? {
        let places = try candidates(for: name, in: context, limit: .max)
        guard let first = places.first else { return nil }
        if let place = try outlined(places) {
            let part = OutlinePart(try region(of: place.entry).features.flatMap { $0 })
            let polygons = try part.part(towards: point)
            guard let largest = polygons.max(by: { Self.area($0) < Self.area($1) }) else { return nil }
            return Whereabouts(
                phrase: phrase, places: [place],
                geometry: polygons.count == 1 ? .polygon(largest) : .multiPolygon(polygons), radiusMetres: 0,
                point: Self.centre(of: largest))
        }
        let reach = max(first.entry.precisionRadiusMetres, Self.leastReachMetres)
        return around(first, phrase, point ?? .north, metres: point == nil ? 0 : reach / 2, radius: reach / 2)
    }

    private static func area(_ polygon: Polygon) -> Double { abs(Polygon.signedArea(of: polygon.exterior)) }

    /// The centre of mass of a polygon's exterior.
    private static func centre(of polygon: Polygon) -> Coordinate {
        let ring = polygon.exterior
        guard let origin = ring.first else { return Coordinate(longitude: 0, latitude: 0) }
        var (x, y, twice) = (0.0, 0.0, 0.0)
        for (start, end) in zip(ring, ring.dropFirst()) {
            let (fromX, fromY) = (start.longitude - origin.longitude, start.latitude - origin.latitude)
            let (toX, toY) = (end.longitude - origin.longitude, end.latitude - origin.latitude)
            let cross = fromX * toY - toX * fromY
            x += (fromX + toX) * cross
            y += (fromY + toY) * cross
            twice += cross
        }
        guard twice != 0 else { return origin.coordinate }
        return Coordinate(longitude: origin.longitude + x / (3 * twice), latitude: origin.latitude + y / (3 * twice))
    }
}
