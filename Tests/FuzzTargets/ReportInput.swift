import Gazetteers
import Geometries
import Incidents
import Reports

/// Texts of any kind, read as reports: whatever is read stands in the text where it is said to stand, and is read again alike.
enum ReportInput {
    static func fault(in input: [UInt8]) -> String? {
        guard let reader else { return "the bundled gazetteer cannot be read" }
        let text = String(decoding: input, as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        // Half of the texts have a day from which "on Tuesday" counts, at the edges of the calendar too.
        let published = input.first.flatMap { CivilDate.isoDates[Int($0) % 8] }
        let report = ReportText(id: "fuzz", published: published, title: text.prefix(40).description, text: text)
        guard let reading = try? reader.read(report), let again = try? reader.read(report) else {
            return "the gazetteer is broken"
        }
        if reading.incidents != again.incidents || reading.toponyms != again.toponyms || reading.times != again.times {
            return "the same text was read in two ways"
        }
        func stands(_ range: Range<Int>, _ text: String) -> Bool {
            guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= scalars.count else { return false }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view).unicodeScalars.elementsEqual(text.unicodeScalars)
        }
        for time in reading.times where !stands(time.range, time.text) { return "no such time there: \(time)" }
        for name in reading.toponyms where !stands(name.range, name.name) { return "no such name there: \(name)" }
        for incident in reading.incidents {
            if !(0...1).contains(incident.confidence) { return "a confidence of \(incident.confidence)" }
            if incident.killed ?? 0 < 0 || incident.wounded ?? 0 < 0 { return "fewer than no casualties" }
            if !Rectangle.world.contains(incident.coordinate) { return "an incident at \(incident.coordinate)" }
            for evidence in incident.evidence
            where evidence.range.isEmpty || evidence.range.upperBound > scalars.count {
                return "evidence is not where it stands: \(evidence)"
            }
        }
        let spans = reading.toponyms.map(\.range)
        guard let names = try? reader.places(at: spans, in: report), names.map(\.range) == spans else {
            return "names that were found are not found where they are"
        }
        return nil
    }

    private static let reader: ReportReader? = try? ReportReader(gazetteer: Gazetteer.bundled)
}

extension CivilDate {
    /// Days of publication; nil is none.
    fileprivate static let isoDates: [CivilDate?] = [
        nil, nil, nil, nil, CivilDate(year: 2022, month: 1, day: 4), CivilDate(year: 2024, month: 2, day: 29),
        CivilDate(year: 1, month: 1, day: 1), CivilDate(year: 9999, month: 12, day: 31),
    ]
}
