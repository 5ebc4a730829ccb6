import Formats
import Geometries
import JSONValues
import MappedFiles
public import Regions

/// Reads regions from GeoJSON files: the polygons and multipolygons of a FeatureCollection, a Feature or a geometry.
///
/// What is accepted is limited by ``Regions/RegionLimits``.
public enum RegionFile {
    /// All features of a file together, as one region.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - repair: what may be done to a region that cannot be used as it is.
    /// - Returns: the region, named after the file.
    /// - Throws: ``FormatError`` for a file that is no GeoJSON, ``RegionError/inFile(path:_:)`` for one whose geometries are no
    ///   valid areas; both name the file.
    public static func read(path: String, repair: RegionRepair = RegionRepair()) throws -> Region {
        var features: [[Polygon]] = []
        for (_, polygons) in try areas(path) { features.append(polygons) }
        guard !features.isEmpty else { throw FormatError("\(path) holds no polygon") }
        do {
            let region = try repair.apply(to: Region(name: path, features: features))
            try region.validate()
            return region
        } catch let error as RegionError {
            throw RegionError.inFile(path: path, error)
        }
    }

    /// Each feature of a file as a region of its own.
    ///
    /// Features of the same label form one region. Whether they are valid is left to whoever uses them, so that one bad
    /// outline does not spoil the others.
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - property: what labels the features; without it the first of `name`, `NAME`, `title`, `id`, or their number.
    /// - Returns: the regions in the order in which their labels first occur.
    /// - Throws: ``FormatError`` for a file that is no GeoJSON, holds no polygon, or lacks the property;
    ///   ``RegionError/inFile(path:_:)`` for one whose geometries are no areas.
    public static func labelledRegions(path: String, property: String?) throws -> [LabelledRegion] {
        var order: [String] = []
        var regions: [String: Region] = [:]
        for (index, (properties, polygons)) in try areas(path).enumerated() {
            let label = try label(of: properties, property: property, number: index + 1, path: path)
            if regions[label] == nil { order.append(label) }
            regions[label, default: Region(name: label, features: [])].features.append(polygons)
        }
        guard !order.isEmpty else { throw FormatError("\(path) holds no polygon") }
        return order.compactMap { label in regions[label].map { LabelledRegion(label: label, region: $0) } }
    }

    /// Splits `FILE:property`; a colon that belongs to an existing file's name does not split.
    public static func splitProperty(_ text: String) -> (path: String, property: String?) {
        guard (try? FileProbe(path: text)) == nil, let colon = text.lastIndex(of: ":"), colon != text.startIndex else {
            return (text, nil)
        }
        let property = String(text[text.index(after: colon)...])
        return (String(text[..<colon]), property.isEmpty ? nil : property)
    }

    private static func label(of properties: [JSONMember], property: String?, number: Int, path: String) throws
        -> String
    {
        for name in property.map({ [$0] }) ?? ["name", "NAME", "title", "id"] {
            switch properties.first(where: { $0.name == name })?.value {
            case .string(let text)?: return text
            case .integer(let value)?: return String(value)
            case .bigInteger(let digits)?: return digits
            case .real(let value)?: return String(value)
            default: continue
            }
        }
        if let property {
            let hint = Spelling.hint(for: property, among: properties.map(\.name))
            throw FormatError("feature \(number) of \(path) has no property '\(property)'\(hint)")
        }
        return "feature \(number)"
    }

    /// The areas of a file with the properties of their features.
    private static func areas(_ path: String) throws -> [(properties: [JSONMember], polygons: [Polygon])] {
        var areas: [(properties: [JSONMember], polygons: [Polygon])] = []
        var otherType: String?
        do {
            var features = try GeoJSONFeatures(path: path, maximumNesting: RegionLimits.maximumNesting)
            while let feature = try features.next() {
                switch feature.geometry {
                case .polygon(let polygon)?: areas.append((feature.properties, [polygon]))
                case .multiPolygon(let polygons)?: areas.append((feature.properties, polygons))
                case nil: continue
                case let other?: otherType = otherType ?? other.typeName
                }
            }
        } catch {
            throw error.naming(path)
        }
        // A file that is broken further on is told so first.
        if let otherType { throw RegionError.inFile(path: path, .notAnArea(typeName: otherType)) }
        return areas
    }
}
