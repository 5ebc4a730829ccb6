import Incidents
import JSONValues
import Queries

/// A value of a column with a type.
enum TypedValue: Hashable {
    case null
    case text(String)
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case time(Instant)
}

/// The columns of a format whose columns have names and types, and the values of matches in them.
struct TypedColumns {
    /// One column.
    struct Column {
        /// The exported name.
        let name: String
        /// What its values are.
        let type: ColumnType
        fileprivate let origin: Origin
    }

    fileprivate enum Origin {
        case known(Incident.WellKnownProperty)
        case further(Incident.FurtherProperty)
        case distance
        case source(String)
    }

    /// The columns in their order.
    let columns: [Column]
    /// Where each source's column was last found among the properties: most rows have those of one source, in its order.
    private var places: [Int]
    /// Where the properties of the row at hand stand, once some were not where they were last found.
    private var sought: [ByteText: Int]?
    /// So few properties are compared one after the other.
    private static let fewProperties = 16

    /// The columns asked for, or all: the well-known ones, the further ones that occur, those of the sources.
    init(_ options: ExportOptions) {
        var kinds: [ByteText: ColumnType] = [:]
        for (name, kind) in zip(options.sourceColumns, options.sourceKinds) { kinds[ByteText(name)] = kind.type }
        var names = options.fields ?? []
        if options.fields == nil {
            names = Incident.WellKnownProperty.allCases.map(\.rawValue)
            names += Incident.FurtherProperty.allCases.map(\.rawValue).filter(options.furtherProperties.contains)
            names += options.sourceColumns.map { ExportedProperty.exportedName(ofSource: $0, isTable: false) }
            if options.showsDistance { names.append(ExportedProperty.distance) }
        }
        columns = names.map { name in
            let origin = TypedColumns.origin(of: name)
            return Column(name: name, type: TypedColumns.type(of: origin, kinds), origin: origin)
        }
        places = [Int](repeating: 0, count: columns.count)
    }

    private static func origin(of name: String) -> Origin {
        if let known = Incident.WellKnownProperty(rawValue: name) { return .known(known) }
        if let further = Incident.FurtherProperty(rawValue: name) { return .further(further) }
        if name == ExportedProperty.distance { return .distance }
        return .source(ExportedProperty.sourceName(ofExported: name, isTable: false))
    }

    private static func type(of origin: Origin, _ kinds: [ByteText: ColumnType]) -> ColumnType {
        switch origin {
        case .known(.start), .known(.end): .time
        case .known(.deathsLow), .known(.deathsBest), .known(.deathsHigh): .integer
        case .known(.confidence), .further(.locationRadius), .distance: .real
        case .known, .further: .text
        case .source(let name): kinds[ByteText(name)] ?? .text
        }
    }

    /// Begins a row: the values asked for next are those of another match.
    mutating func beginRow() { sought = nil }

    /// The value in a column of the match at hand.
    mutating func value(of match: Match, at index: Int) -> TypedValue {
        switch columns[index].origin {
        case .known(.start): return match.incident.interval.map { .time($0.start) } ?? .null
        case .known(.end): return match.incident.interval.map { .time($0.end) } ?? .null
        case .known(let property): return typed(match.incident.value(of: property), columns[index].type)
        case .further(let property): return typed(match.incident.value(of: property), columns[index].type)
        case .distance: return match.distanceInMetres.map { .real($0) } ?? .null
        case .source(let name):
            let properties = match.incident.properties
            let last = places[index]
            if last < properties.count, properties[last].name.hasSameBytes(as: name) {
                return typed(properties[last].value, columns[index].type)
            }
            guard let place = place(of: name, in: properties) else { return .null }
            places[index] = place
            return typed(properties[place].value, columns[index].type)
        }
    }

    private mutating func place(of name: String, in properties: [JSONMember]) -> Int? {
        if properties.count <= TypedColumns.fewProperties {
            return properties.firstIndex { $0.name.hasSameBytes(as: name) }
        }
        // Every column may be sought in every property: that many comparisons would take minutes for 100,000 of them.
        var found = sought.take() ?? [:]
        if found.isEmpty {
            for (place, property) in properties.enumerated().reversed() { found[ByteText(property.name)] = place }
        }
        defer { sought = found }
        return found[ByteText(name)]
    }

    private func typed(_ value: JSONValue?, _ type: ColumnType) -> TypedValue {
        guard let value, value != .null else { return .null }
        switch (type, value) {
        case (.integer, .integer(let number)): return .integer(number)
        case (.real, .real(let number)): return .real(number)
        case (.real, .integer(let number)): return .real(Double(number))
        case (.boolean, .bool(let flag)): return .boolean(flag)
        case (.text, .array), (.text, .object): return .text(value.text)
        case (.text, _): return value.cellText.map { .text($0) } ?? .null
        // The census saw every value, so this one came after it.
        default: return .null
        }
    }
}
