public import ArgumentParser
public import IncidentIndex

/// SPACE: where to look. At most one way of saying it.
struct SpaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A country, province or other place with a polygon in the gazetteer.", valueName: "name"))
    var region: String?

    @Option(
        help: ArgumentHelp("GeoJSON polygons, all features together.", valueName: "file"), completion: .file())
    var regionFile: String?

    @Option(help: ArgumentHelp("A polygon or multipolygon as WKT.", valueName: "wkt"))
    var regionWkt: String?

    // Values that begin with a minus sign are values, not options.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A box in degrees; W > E crosses the antimeridian.", valueName: "w,s,e,n"))
    var bbox: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Around a place or a point; with --within.", valueName: "place|lon,lat"))
    var near: PlaceArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How far around --near: 50km, 500m, 30mi, 12nmi.", valueName: "distance"))
    var within: DistanceArgument?

    @Option(help: "How an incident must lie to the region: intersects, or within it (not only on its boundary).")
    var predicate: RegionPredicate = .intersects

    @Flag(help: "Repair an invalid region instead of refusing it.")
    var makeValid = false

    @Flag(help: "Cut a region whose edges are longer than 180 degrees at the antimeridian instead of refusing it.")
    var splitAntimeridian = false

    func validate() throws {
        let ways = [region != nil, regionFile != nil, regionWkt != nil, bbox != nil, near != nil].filter { $0 }.count
        if ways > 1 {
            throw ValidationError("Give only one of --region, --region-file, --region-wkt, --bbox and --near.")
        }
        if (near == nil) != (within == nil) { throw ValidationError("--near and --within go together.") }
        if bbox != nil { _ = try boundingBox() }
    }

    /// What was asked for; nil is everywhere.
    func spatialPredicate(_ places: Places) throws -> SpatialPredicate? {
        if let box = try boundingBox() { return .boundingBox(box) }
        if let near, let within {
            return .within(metres: within.metres, of: try places.coordinate(of: near))
        }
        guard let region = try namedRegion(places) else { return nil }
        return .region(region, predicate)
    }

    private func namedRegion(_ places: Places) throws -> Region? {
        let repair = RegionRepair(makeValid: makeValid, splitAntimeridian: splitAntimeridian)
        if let region { return try places.region(named: region) }
        if let regionFile { return try RegionFile.read(path: regionFile, repair: repair) }
        if let regionWkt { return try repair.apply(to: Region(wkt: regionWkt)) }
        return nil
    }

    private func boundingBox() throws -> BoundingBox? {
        guard let bbox else { return nil }
        let numbers = bbox.split(separator: ",", omittingEmptySubsequences: false).map { Double(trimmed($0)) }
        guard numbers.count == 4, let west = numbers[0], let south = numbers[1], let east = numbers[2],
            let north = numbers[3]
        else { throw ValidationError("--bbox takes four numbers, west,south,east,north, not '\(bbox)'.") }
        do {
            return try BoundingBox(west: west, south: south, east: east, north: north)
        } catch {
            throw ValidationError("--bbox \(bbox): \(error).")
        }
    }
}

extension RegionPredicate: ExpressibleByArgument {}
