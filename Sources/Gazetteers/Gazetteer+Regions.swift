public import Geometries
public import Regions

extension Gazetteer {
    /// The outline of a country or first-level unit, by any of its names or its ISO 3166 code.
    ///
    ///     let iraq = try Gazetteer.bundled.region(named: "Iraq")
    ///     let anbar = try Gazetteer.bundled.region(named: "محافظة الأنبار")
    ///
    /// A country goes before a unit of the same name. Of several units, the one that holds the first place of that
    /// name is meant, or else one whose score the second does not come within 10% of.
    ///
    /// - Throws: ``GazetteerError/unknownName(_:suggestions:)``, ``GazetteerError/ambiguousName(_:candidates:)``, or
    ///   ``GazetteerError/noOutline(name:entry:)`` for a place that is only a point.
    public func region(named name: String) throws(GazetteerError) -> Region {
        let context = LookupContext(spelling: .transliterated)
        let candidates = try candidates(for: name, in: context, limit: .max)
        guard let first = candidates.first else {
            throw .unknownName(name, suggestions: try suggestions(for: name, of: [.country, .admin1, .admin2]))
        }
        guard let best = try outlined(candidates) else { throw .noOutline(name: name, entry: first.entry) }
        let rivals = candidates.filter { Self.hasOutline($0) && $0.entry.id != best.entry.id }
        if best.entry.featureClass != .country, let rival = rivals.first, rival.score >= 0.9 * best.score,
            try holder(of: first) != best.entry.id
        {
            throw .ambiguousName(name, candidates: candidates.filter(Self.hasOutline))
        }
        return try region(of: best.entry)
    }

    /// The candidate whose outline is meant, as ``region(named:)`` has it; nil where none has an outline.
    func outlined(_ candidates: [Candidate]) throws(GazetteerError) -> Candidate? {
        let outlined = candidates.filter(Self.hasOutline)
        if let country = outlined.first(where: { $0.entry.featureClass == .country }) { return country }
        // The province of Damascus, not the one around it, where the city of Damascus is the first of that name.
        if let first = candidates.first, let holder = try holder(of: first),
            let candidate = outlined.first(where: { $0.entry.id == holder })
        {
            return candidate
        }
        return outlined.first
    }

    private static func hasOutline(_ candidate: Candidate) -> Bool {
        candidate.entry.hasOutline && candidate.step != .demonym
    }

    /// The number of the unit that holds a place without an outline.
    private func holder(of candidate: Candidate) throws(GazetteerError) -> Int? {
        let (layer, _, number) = try located(candidate.entry.id)
        guard !candidate.entry.hasOutline,
            let unit = try layer.levels(of: try layer.entries.record(number).unit).first
        else { return nil }
        return try layer.units.record(unit).entry + layer.firstID
    }

    /// The outline of a place.
    ///
    /// - Throws: ``GazetteerError/noOutline(name:entry:)`` for a place that is only a point.
    /// - Complexity: O(n) in the vertices of the outline.
    public func region(of entry: GazetteerEntry) throws(GazetteerError) -> Region {
        let (layer, _, number) = try located(entry.id)
        guard let unit = try layer.units.unit(ofEntry: number), let shape = try layer.units.record(unit).shape else {
            throw .noOutline(name: entry.name, entry: entry)
        }
        return Region(name: entry.name, features: [try layer.shapes.polygons(shape)])
    }

    /// All countries, or all first-level units, that have an outline, in the order of their importance.
    ///
    /// - Complexity: O(n) in the vertices of all outlines: about 40 ms for the first-level units of the world.
    public func units(of featureClass: FeatureClass) throws(GazetteerError) -> [(entry: GazetteerEntry, region: Region)]
    {
        try units(of: featureClass) { _ in true }
    }

    /// The countries, or the first-level units, whose outlines may have a point in common with a rectangle: those
    /// whose own bounding rectangle does.
    public func units(
        of featureClass: FeatureClass, meeting rectangle: Rectangle
    ) throws(GazetteerError) -> [(entry: GazetteerEntry, region: Region)] {
        try units(of: featureClass) { $0.intersects(rectangle) }
    }

    private func units(
        of featureClass: FeatureClass, where isWanted: (Rectangle) -> Bool
    ) throws(GazetteerError) -> [(entry: GazetteerEntry, region: Region)] {
        var result: [(entry: GazetteerEntry, region: Region)] = []
        for layer in layers {
            for unit in 0..<layer.units.count {
                let record = try layer.units.record(unit)
                guard let shape = record.shape, isWanted(try layer.shapes.bounds(shape)),
                    try layer.entries.featureClass(record.entry) == featureClass
                else { continue }
                let entry = try layer.entry(record.entry)
                result.append((entry, Region(name: entry.name, features: [try layer.shapes.polygons(shape)])))
            }
        }
        return result
    }
}
