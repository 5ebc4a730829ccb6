import Incidents
import JSONValues

/// Guesses from the names of columns and from the first records which column means what.
///
/// For each field, the known names are tried from the likeliest on, and the first column of that name wins whose sample
/// fits: a longitude must be numeric and in range, a date must read as one. So the same file always gives the same
/// mapping, and a column `x` of projected metres is not taken for a longitude. Where no column fits, one with a name that
/// cannot be mistaken is taken all the same.
struct ColumnGuesser {
    private let sample: SampleTable
    private let folded: [String]
    private var mapping: ColumnMapping
    private var taken: Set<String> = []

    /// The mapping of a sample's columns.
    ///
    /// - Parameters:
    ///   - sample: the names and the first records.
    ///   - explicit: what the user has named, which goes first.
    ///   - isTable: whether every record has all columns and they tell the location; features have a geometry of their
    ///     own, and properties that others lack.
    /// - Returns: the mapping, which may lack any field.
    /// - Throws: ``FormatError`` when a column that the user named does not exist.
    static func mapping(
        of sample: SampleTable, explicit: ColumnMapping, isTable: Bool
    ) throws(FormatError) -> ColumnMapping {
        var guesser = ColumnGuesser(sample: sample, mapping: explicit)
        for field in explicit.fields {
            guard let column = explicit[field] else { continue }
            guesser.taken.insert(column)
        }
        if isTable { try check(explicit, against: sample.names) }
        guesser.guess(isTable: isTable)
        return guesser.mapping
    }

    /// Sees to it that a table has the columns that the user named.
    ///
    /// - Throws: ``FormatError`` for one that does not exist, with the one that may be meant.
    static func check(_ explicit: ColumnMapping, against names: [String]) throws(FormatError) {
        for field in explicit.fields {
            guard let column = explicit[field], !names.contains(column) else { continue }
            throw FormatError(
                "there is no column '\(column)' to take for \(field.rawValue)\(Spelling.hint(for: column, among: names))",
                advice: "the columns are: \(list(names))")
        }
    }

    /// Names of columns for a message.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(40).joined(separator: ", ")
        return names.count > 40 ? "\(shown) and \(names.count - 40) more" : shown
    }

    private init(sample: SampleTable, mapping: ColumnMapping) {
        self.sample = sample
        self.mapping = mapping
        folded = sample.names.map(ColumnField.fold)
    }

    private mutating func guess(isTable: Bool) {
        if isTable {
            // Half a pair is no location, so the two are taken together or not at all.
            if mapping[.longitude] == nil, mapping[.latitude] == nil {
                if let longitude = candidate(for: .longitude), let latitude = candidate(for: .latitude) {
                    take(longitude, for: .longitude)
                    take(latitude, for: .latitude)
                }
            } else {
                guessField(.longitude)
                guessField(.latitude)
            }
            if mapping[.longitude] == nil || mapping[.latitude] == nil { guessField(.wkt) }
        }
        for field: ColumnField in [.start, .end, .time, .id, .type, .title, .place] { guessField(field) }
        for field: ColumnField in [
            .country, .admin1, .admin2, .timePrecision, .locationPrecision, .locationRadius, .source, .url,
            .deathsBest, .confidence,
        ] { guessField(field) }
        guessField(.deathsLow)
        guessField(.deathsHigh)
    }

    private mutating func guessField(_ field: ColumnField) {
        guard mapping[field] == nil, let column = candidate(for: field) else { return }
        take(column, for: field)
    }

    private mutating func take(_ column: String, for field: ColumnField) {
        mapping[field] = column
        taken.insert(column)
    }

    /// The first column of a known name that is free and whose sample fits.
    private func candidate(for field: ColumnField) -> String? {
        for name in field.names {
            for (index, column) in sample.names.enumerated()
            where folded[index] == name && !taken.contains(column) && fits(index, name, field) {
                return column
            }
        }
        // A name that says it beyond doubt is believed even where the sample is bad: the rows are then refused with a
        // reason, instead of losing their dates or places in silence.
        for name in field.unmistakableNames {
            for (index, column) in sample.names.enumerated()
            where folded[index] == name && !taken.contains(column) && isPlausible(index, field) { return column }
        }
        return nil
    }

    private func isPlausible(_ column: Int, _ field: ColumnField) -> Bool {
        let texts = sample.texts(of: column)
        guard field == .id else { return !texts.isEmpty }
        // A column that mostly repeats itself identifies nothing.
        return Set(texts.map { Array($0.utf8) }).count * 2 >= sample.rows.count
    }

    private func fits(_ column: Int, _ name: String, _ field: ColumnField) -> Bool {
        switch field {
        case .longitude:
            return sample.mostly(column) { Numbers.degrees($0).map { abs($0) <= 180 } ?? false }
        case .latitude:
            return sample.mostly(column) { Numbers.degrees($0).map { abs($0) <= 90 } ?? false }
        case .wkt:
            return sample.mostly(column) { ColumnGuesser.looksLikeWKT($0) }
        case .start:
            return sample.mostly(column) { ColumnTime.isDateOrTime($0) }
        case .end:
            return mapping[.start] != nil && sample.mostly(column) { ColumnTime.isDateOrTime($0) }
        case .time:
            // Only beside a column of bare dates; elsewhere the time is there already.
            guard let start = mapping[.start], let index = sample.names.firstIndex(of: start) else { return false }
            return !sample.texts(of: column).isEmpty && sample.mostly(column) { ColumnTime.timeOfDay($0) != nil }
                && sample.mostly(index) { ColumnTime.isBareDate($0) }
        case .deathsBest, .deathsLow, .deathsHigh:
            // "low" and "high" mean deaths only beside such a "best".
            if name == "low" || name == "high" {
                guard let best = mapping[.deathsBest], ["best", "bestest"].contains(ColumnField.fold(best)) else {
                    return false
                }
            }
            return sample.mostly(column) { Int64($0).map { $0 >= 0 } ?? false }
        case .confidence:
            return sample.mostly(column) { Numbers.double($0).map { (0...1).contains($0) } ?? false }
        case .locationRadius:
            return sample.mostly(column) { Numbers.double($0).map { $0 >= 0 } ?? false }
        case .timePrecision:
            return sample.mostly(column) { TimePrecision(rawValue: $0) != nil }
        case .locationPrecision, .place, .type, .title, .country, .admin1, .admin2, .source:
            return sample.mostly(column) { Numbers.double($0) == nil }
        case .url:
            return sample.mostly(column) { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
        case .id:
            return isUnique(column)
        }
    }

    private static let geometryNames = [
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
    ]

    private static func looksLikeWKT(_ text: String) -> Bool {
        let text = Numbers.trimmed(text).uppercased()
        return (text.hasSuffix(")") || text.hasSuffix("EMPTY")) && geometryNames.contains { text.hasPrefix($0) }
    }

    /// Whether no two records of the sample share the text, and none lacks it.
    private func isUnique(_ column: Int) -> Bool {
        let texts = sample.texts(of: column)
        // A row of tags below the header has no id, and that is the only row excused.
        return texts.count + 1 >= sample.rows.count && Set(texts.map { Array($0.utf8) }).count == texts.count
    }
}
