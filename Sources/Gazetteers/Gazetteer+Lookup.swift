import Geometries

extension Gazetteer {
    /// The places that a name may mean, the best first.
    ///
    /// The name may be qualified by what holds the place: "Tripoli, Lebanon". Words that say what kind of place it is
    /// may be there or not: "Anbar", "al-Anbar province" and "محافظة الأنبار" are one place. Where no known name fits, names
    /// that are spelled somewhat differently do, as far as the context allows.
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
        guard name.utf8.count <= Normaliser.longestName else { return [] }
        let countries = try context.country.map { name throws(GazetteerError) in try countryUnits(named: name) }
        let (head, qualifiers) = Self.parts(of: name)
        var ranked = try ranked(try matches(for: name, head, qualifiers), in: context, countries)
        if ranked.isEmpty, context.spelling != .exact {
            let spelled = try self.spelled(
                head, qualifiers, tolerance: context.spelling,
                evidence: SpellingEvidence(isCountryKnown: countries != nil))
            ranked = try self.ranked(spelled, in: context, countries)
        }
        if ranked.count > 1 {
            ranked = try givingPrecedence(ranked)
            ranked.sort { ($1.score, $0.match.layer, $0.match.entry) < ($0.score, $1.match.layer, $1.match.entry) }
        }
        var candidates: [Candidate] = []
        for (score, match) in ranked.prefix(max(0, limit)) {
            candidates.append(
                Candidate(
                    entry: try layers[match.layer].entry(match.entry),
                    matchedName: String(decoding: match.key, as: UTF8.self), score: score, step: match.step,
                    similarity: match.similarity))
        }
        return candidates
    }

    /// The matches that the context allows, with their scores.
    private func ranked(
        _ matches: [Match], in context: LookupContext, _ countries: [Int?]?
    ) throws(GazetteerError) -> [(score: Double, match: Match)] {
        var ranked: [(score: Double, match: Match)] = []
        ranked.reserveCapacity(matches.count)
        for match in matches {
            let layer = layers[match.layer]
            let record = try layer.entries.record(match.entry)
            if let wanted = context.featureClass, record.featureClass != wanted { continue }
            if let countries {
                let unit =
                    try record.featureClass == .country
                    ? layer.units.unit(ofEntry: match.entry) : layer.countryUnit(of: record)
                guard let unit, unit == countries[match.layer] else { continue }
            }
            var score = record.importance * match.weight
            if let near = context.near {
                score *= Self.nearness(kilometres: Self.kilometres(from: near, to: record.coordinate))
            }
            ranked.append((score, match))
        }
        return ranked
    }

    /// Commas of several scripts, and the parentheses around a qualifier: "Hranitne (Volnovakha raion)".
    private static let qualifierSeparators: Set<Unicode.Scalar> = [",", "،", "、", "，", "(", ")", "（", "）"]

    /// A name and its qualifiers.
    private static func parts(of name: String) -> (head: String, qualifiers: ArraySlice<String>) {
        // Most names are told by a glance at their bytes to have no qualifier.
        var isSimple = true
        for byte in name.utf8 where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "(") || byte >= 0x80 {
            isSimple = false
        }
        if isSimple { return (name, []) }
        let parts = name.unicodeScalars.split(whereSeparator: qualifierSeparators.contains).map(String.init)
        return (parts.first ?? "", parts.dropFirst())
    }

    /// The places with that name as a whole, and those with its first part that lie in what its other parts name.
    private func matches(
        for name: String, _ head: String, _ qualifiers: ArraySlice<String>
    ) throws(GazetteerError) -> [Match] {
        let matches = try matches(for: name)
        guard !qualifiers.isEmpty else { return matches }
        let heads = try self.matches(for: head)
        return Match.best(of: matches + (try held(heads, by: qualifiers, tolerance: .exact)))
    }

    /// The same for spellings of names that are not known.
    private func spelled(
        _ head: String, _ qualifiers: ArraySlice<String>, tolerance: SpellingTolerance, evidence: SpellingEvidence
    ) throws(GazetteerError) -> [Match] {
        var matches = qualifiers.isEmpty ? [] : try self.matches(for: head)
        if matches.isEmpty { matches = try spellings(of: head, tolerance: tolerance, evidence: evidence) }
        return try held(matches, by: qualifiers, tolerance: tolerance, evidence: evidence)
    }

    /// The matches that lie in each of the named qualifiers: a unit, a country or a nearby city.
    private func held(
        _ matches: [Match], by qualifiers: ArraySlice<String>, tolerance: SpellingTolerance,
        evidence: SpellingEvidence = SpellingEvidence(isCountryKnown: false)
    ) throws(GazetteerError) -> [Match] {
        var matches = matches
        for qualifier in qualifiers where !matches.isEmpty {
            var holders = try self.matches(for: qualifier)
            if holders.isEmpty, tolerance != .exact {
                holders = try spellings(of: qualifier, tolerance: tolerance, evidence: evidence)
            }
            let test = try Holders(holders, in: self)
            var held: [Match] = []
            for match in matches where try test.hold(match) { held.append(match) }
            matches = held
        }
        return matches
    }

    private func countryMatch(named name: String) throws(GazetteerError) -> Match {
        var best: Match?
        for match in try matches(for: name) where match.weight > best?.weight ?? 0 {
            if try layers[match.layer].entries.featureClass(match.entry) == .country { best = match }
        }
        guard let best else { throw .unknownCountry(name, suggestions: try suggestions(for: name, of: [.country])) }
        return best
    }

    /// For each layer the unit number of the country in it; nil where the layer does not know the country.
    private func countryUnits(named name: String) throws(GazetteerError) -> [Int?] {
        let match = try countryMatch(named: name)
        var units: [Int?] = []
        var code: String?
        for (index, layer) in layers.enumerated() {
            if index == match.layer {
                units.append(try layer.units.unit(ofEntry: match.entry))
                continue
            }
            if code == nil { code = try layers[match.layer].entry(match.entry).countryCode ?? "" }
            units.append(try code.flatMap { code throws(GazetteerError) in try layer.countryUnit(code: code) })
        }
        return units
    }

    /// The country of a code of ISO 3166-1 or of a name.
    ///
    /// - Throws: ``GazetteerError/unknownCountry(_:suggestions:)`` where there is none.
    public func country(named name: String) throws(GazetteerError) -> GazetteerEntry {
        let match = try countryMatch(named: name)
        return try layers[match.layer].entry(match.entry)
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
        for layer in layers where try layer.names.hasName(beginningWith: key) { return true }
        return false
    }
}
