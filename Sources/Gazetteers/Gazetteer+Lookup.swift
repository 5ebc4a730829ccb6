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
        let parts = Self.parts(of: name)
        var matches = try self.matches(for: name)
        if parts.count > 1, let head = parts.first {
            matches = Self.merged(matches + (try self.matches(for: head, within: parts.dropFirst())))
        }
        var ranked: [(score: Double, match: Match)] = []
        ranked.reserveCapacity(matches.count)
        for match in matches {
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
            ranked.append((score, match))
        }
        if ranked.count > 1 { ranked.sort { ($1.score, $0.match.entry) < ($0.score, $1.match.entry) } }
        var candidates: [Candidate] = []
        for (score, match) in ranked.prefix(max(0, limit)) {
            candidates.append(
                Candidate(
                    entry: try entry(match.entry), matchedName: String(decoding: match.key, as: UTF8.self),
                    score: score, step: match.step))
        }
        return candidates
    }

    private static let qualifierSeparators: Set<Unicode.Scalar> = [",", "،", "、", "，"]

    /// A name and its qualifiers.
    static func parts(of name: String) -> [String] {
        // Most names are told by a glance at their bytes to have one part.
        guard name.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 >= 0x80 }) else { return [name] }
        return name.unicodeScalars.split(whereSeparator: qualifierSeparators.contains).map(String.init)
    }

    /// All places that fit a whole name, each once by its best way.
    func matches(for name: String) throws(GazetteerError) -> [Match] {
        var matches: [Match] = []
        let key = try normaliser.fold(name)
        guard !key.isEmpty else { return matches }
        try collect(key, into: &matches)
        let count = matches.count
        let bare = normaliser.withoutArticles(key)
        if bare != key { try collect(bare, into: &matches) }
        if let (core, classes) = normaliser.withoutGenericWords(key) {
            // Where a place bears the whole name, "Port of Hodeidah", the words belong to it, and Hodeidah comes after.
            let wholeName = matches.contains { $0.step == .exact || $0.step == .alias }
            let share = wholeName ? Self.shareBesideWholeName : 1
            try collect(core, ofClasses: classes, share: share, into: &matches)
            let bareCore = normaliser.withoutArticles(core)
            if bareCore != core { try collect(bareCore, ofClasses: classes, share: share, into: &matches) }
        }
        // A name leads to each place once.
        return matches.count == count ? matches : Self.merged(matches)
    }

    /// Each place once, by the way that weighs most; of equal ones, the first.
    static func merged(_ matches: [Match]) -> [Match] {
        guard matches.count > 1 else { return matches }
        var best: [Int: Int] = [:]
        var merged: [Match] = []
        for match in matches {
            if let known = best[match.entry] {
                if merged[known].weight < match.weight { merged[known] = match }
            } else {
                best[match.entry] = merged.count
                merged.append(match)
            }
        }
        return merged
    }

    private func collect(
        _ key: [UInt8], ofClasses classes: FeatureClassSet? = nil, share: Double = 1, into matches: inout [Match]
    ) throws(GazetteerError) {
        for posting in try names.postings(of: key) {
            if let classes, !classes.contains(try entries.featureClass(posting.entry)) { continue }
            let weight = share * Self.weight(posting.kind, wordsDropped: classes != nil)
            let step: MatchStep =
                switch posting.kind {
                case .primary: classes == nil ? .exact : .genericWords
                case .alias: classes == nil ? .alias : .genericWords
                case .code: .code
                case .withoutArticles: .article
                case .core: .genericWords
                case .demonym: .demonym
                }
            matches.append(Match(entry: posting.entry, key: key, weight: weight, step: step))
        }
    }

    /// The places of that name that lie in each of the named qualifiers: a unit, a country or a nearby city.
    private func matches(
        for head: String, within qualifiers: ArraySlice<String>
    ) throws(GazetteerError) -> [Match] {
        var matches = try self.matches(for: head)
        for qualifier in qualifiers {
            var holders: [(entry: Int, record: EntryTable.Record)] = []
            for holder in try self.matches(for: qualifier) {
                holders.append((holder.entry, try entries.record(holder.entry)))
            }
            var held: [Match] = []
            for match in matches where try isHeld(match.entry, try entries.record(match.entry), by: holders) {
                held.append(match)
            }
            matches = held
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
        for match in try matches(for: name)
        where try entries.record(match.entry).featureClass == .country && match.weight > best?.weight ?? 0 {
            best = match
        }
        guard let best else { throw .unknownCountry(name, suggestions: try suggestions(for: name, of: [.country])) }
        return best.entry
    }

    /// Whether any known name begins with these words, so that a reader of prose can stop before it looks for longer ones.
    ///
    /// The last word may be cut short: "San Fr" begins "San Francisco". Generic words count as they stand in known names:
    /// no name begins with "province of al", though "Province of al-Anbar" is found.
    ///
    /// - Complexity: O(log n) in the number of names.
    public func hasName(beginningWith words: String) throws(GazetteerError) -> Bool {
        var key = try normaliser.fold(words)
        // A last word of two or three letters may be an article whose noun is yet to come, and is written otherwise then.
        if let last = Words.ranges(key).last, last.lowerBound > 0, last.count <= 3 {
            key.removeLast(key.count - last.lowerBound + 1)
        }
        return try names.hasName(beginningWith: key)
    }

    /// The country of a code of ISO 3166-1 or of a name.
    ///
    /// - Throws: ``GazetteerError/unknownCountry(_:suggestions:)`` where there is none.
    public func country(named name: String) throws(GazetteerError) -> GazetteerEntry {
        try entry(try countryEntry(named: name))
    }
}
