import Geometries

extension Gazetteer {
    /// What the step and the kind of name leave of a place's importance.
    private static func weight(_ kind: NameKind, wordsDropped: Bool) -> Double {
        switch kind {
        case .primary: wordsDropped ? 0.95 : 1
        case .alias: wordsDropped ? 0.93 : 0.97
        case .code: 0.9
        case .withoutArticles: 0.92
        case .core: wordsDropped ? 0.93 : 0.55
        case .demonym: 0.5
        }
    }

    /// What is left of a match that drops generic words when another place bears the whole name.
    private static let shareBesideWholeName = 0.7

    /// A place that fits a name, before its entry is read.
    struct Match {
        let entry: Int
        let key: [UInt8]
        let weight: Double
        let step: MatchStep
    }

    /// The places that a name may mean, the best first.
    ///
    /// The name may be qualified by what holds the place: "Tripoli, Lebanon". Words that say what kind of place it is
    /// may be there or not: "Anbar", "al-Anbar province" and "محافظة الأنبار" are one place.
    ///
    /// - Parameters:
    ///   - name: The name as somebody wrote it, in any script.
    ///   - context: What else is known about the place.
    ///   - limit: How many candidates to return at most.
    /// - Returns: The candidates, the best first; none where nothing has the name.
    /// - Throws: ``GazetteerError/unknownCountry(_:suggestions:)`` where the context names an unknown country;
    ///   ``GazetteerError/corrupt(reason:byteOffset:)`` where the file is broken.
    /// - Complexity: O(log n) in the number of names, O(k log k) in the number of places that fit.
    public func candidates(
        for name: String, in context: LookupContext = LookupContext(), limit: Int = 20
    ) throws(GazetteerError) -> [Candidate] {
        let country = try context.country.map { country throws(GazetteerError) in try countryEntry(named: country) }
        var matches = try self.matches(for: name)
        let parts = name.split(whereSeparator: Self.qualifierSeparators.contains).map(String.init)
        if parts.count > 1, let head = parts.first {
            let qualified = try self.matches(for: head, within: Array(parts.dropFirst()))
            for (entry, match) in qualified where (matches[entry]?.weight ?? 0) < match.weight {
                matches[entry] = match
            }
        }
        var candidates: [Candidate] = []
        for match in matches.values {
            let record = try entries.record(match.entry)
            if let wanted = context.featureClass, record.featureClass != wanted { continue }
            if let country {
                let unit =
                    try record.featureClass == .country
                    ? units.unit(ofEntry: match.entry) : countryUnit(of: record)
                guard let unit, try units.record(unit).entry == country else { continue }
            }
            var score = record.importance * match.weight
            if let near = context.near {
                score *= Self.nearness(kilometres: Self.kilometres(from: near, to: record.coordinate))
            }
            candidates.append(
                Candidate(
                    entry: try entry(match.entry), matchedName: String(decoding: match.key, as: UTF8.self),
                    score: score, step: match.step))
        }
        candidates.sort { ($1.score, $0.entry.id) < ($0.score, $1.entry.id) }
        return Array(candidates.prefix(max(0, limit)))
    }

    private static let qualifierSeparators: Set<Character> = [",", "،", "、", "，"]

    /// All places that fit a whole name, by entry, each by its best way.
    func matches(for name: String) throws(GazetteerError) -> [Int: Match] {
        var matches: [Int: Match] = [:]
        let key = try normaliser.fold(name)
        guard !key.isEmpty else { return matches }
        try collect(key, into: &matches)
        try collect(normaliser.withoutArticles(key), into: &matches)
        if let (core, classes) = normaliser.withoutGenericWords(key) {
            // Where a place bears the whole name, "Port of Hodeidah", the words belong to it, and Hodeidah comes after.
            let wholeName = matches.values.contains { $0.step == .exact || $0.step == .alias }
            let share = wholeName ? Self.shareBesideWholeName : 1
            try collect(core, ofClasses: classes, share: share, into: &matches)
            try collect(normaliser.withoutArticles(core), ofClasses: classes, share: share, into: &matches)
        }
        return matches
    }

    private func collect(
        _ key: [UInt8], ofClasses classes: FeatureClassSet? = nil, share: Double = 1,
        into matches: inout [Int: Match]
    ) throws(GazetteerError) {
        for posting in try names.postings(of: key) {
            if let classes, !classes.contains(try entries.record(posting.entry).featureClass) { continue }
            let weight = share * Self.weight(posting.kind, wordsDropped: classes != nil)
            if let known = matches[posting.entry], known.weight >= weight { continue }
            let step: MatchStep =
                switch posting.kind {
                case .primary: classes == nil ? .exact : .genericWords
                case .alias: classes == nil ? .alias : .genericWords
                case .code: .code
                case .withoutArticles: .article
                case .core: .genericWords
                case .demonym: .demonym
                }
            matches[posting.entry] = Match(entry: posting.entry, key: key, weight: weight, step: step)
        }
    }

    /// The places of that name that lie in each of the named qualifiers: a unit, a country or a nearby city.
    private func matches(for head: String, within qualifiers: [String]) throws(GazetteerError) -> [Int: Match] {
        var matches = try self.matches(for: head)
        for qualifier in qualifiers {
            let holders = try self.matches(for: qualifier).keys
            var holderRecords: [(entry: Int, record: EntryTable.Record)] = []
            for holder in holders { holderRecords.append((holder, try entries.record(holder))) }
            for entry in Array(matches.keys) {
                let record = try entries.record(entry)
                if try !isHeld(entry, record, by: holderRecords) { matches[entry] = nil }
            }
        }
        return matches
    }

    /// How far from a city something may lie that is named as being in it.
    private static let cityReachKilometres = 40.0

    private func isHeld(
        _ entry: Int, _ record: EntryTable.Record, by holders: [(entry: Int, record: EntryTable.Record)]
    ) throws(GazetteerError) -> Bool {
        let unit = try record.unit.map { unit throws(GazetteerError) in try units.record(unit) }
        let country = try unit?.country.map { unit throws(GazetteerError) in try units.record(unit).entry }
        for holder in holders where holder.entry != entry {
            switch holder.record.featureClass {
            case .country, .admin1:
                if unit?.entry == holder.entry || country == holder.entry { return true }
            default:
                let distance = Self.kilometres(from: holder.record.coordinate, to: record.coordinate)
                if record.featureClass != .country, distance <= Self.cityReachKilometres { return true }
            }
        }
        return false
    }

    private func countryEntry(named name: String) throws(GazetteerError) -> Int {
        var best: Match?
        for match in try matches(for: name).values
        where try entries.record(match.entry).featureClass == .country && match.weight > best?.weight ?? 0 {
            best = match
        }
        guard let best else { throw .unknownCountry(name, suggestions: try suggestions(for: name, of: [.country])) }
        return best.entry
    }

    /// The country of a code of ISO 3166-1 or of a name.
    ///
    /// - Throws: ``GazetteerError/unknownCountry(_:suggestions:)`` where there is none.
    public func country(named name: String) throws(GazetteerError) -> GazetteerEntry {
        try entry(try countryEntry(named: name))
    }
}
