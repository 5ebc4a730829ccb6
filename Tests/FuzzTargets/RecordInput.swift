import Formats
import Geometries
import Incidents

/// Files of records: the same records however the bytes arrive, no fault outside of the file, nothing invalid accepted.
enum RecordInput {
    /// What reading a file gives.
    private struct Outcome: Equatable {
        var locations: [RecordLocation] = []
        var contents: [Result<IncidentDraft, RowError>] = []
        var end: FormatError?
    }

    static func fault(in bytes: [UInt8], formats: [ImportFormat]) -> String? {
        for format in formats {
            let outcome = read(bytes, format, chunkSize: .max)
            if outcome != read(bytes, format, chunkSize: 7) { return "\(format): other records when read in pieces" }
            if let fault = fault(of: outcome, length: length(of: bytes)) { return "\(format): \(fault)" }
        }
        return nil
    }

    /// How long the text is in UTF-8, whose bytes offsets count, at most: two bytes of UTF-16 are three there, and packed ones
    /// any number.
    private static func length(of bytes: [UInt8]) -> Int {
        if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .max }
        return bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? bytes.count * 3 / 2 : bytes.count
    }

    private static func read(_ bytes: [UInt8], _ format: ImportFormat, chunkSize: Int) -> Outcome {
        var outcome = Outcome()
        do throws(FormatError) {
            let source = MemoryByteSource(bytes, chunkSize: chunkSize)
            var reader = try RecordReaders.open(source, options: ReadOptions(format: format))
            while let record = try reader.next() {
                outcome.locations.append(record.location)
                outcome.contents.append(record.content)
            }
        } catch {
            outcome.end = error
        }
        return outcome
    }

    private static func fault(of outcome: Outcome, length: Int) -> String? {
        if let error = outcome.end {
            if error.reason.isEmpty { return "an error that says nothing" }
            if let offset = error.byteOffset, !(0...length).contains(offset) {
                return "the file's fault is outside of it"
            }
        }
        for (location, content) in zip(outcome.locations, outcome.contents) {
            if location.line < 1 || !(0...length).contains(location.byteOffset) {
                return "a record is outside of the file"
            }
            switch content {
            case .failure(let error):
                if error.reason.isEmpty { return "a refusal that says nothing" }
                if let offset = error.byteOffset, !(0...length).contains(offset) {
                    return "a record's fault is outside of the file"
                }
            case .success(let draft):
                if let fault = fault(of: draft.incident) { return fault }
            }
        }
        return nil
    }

    private static func fault(of incident: Incident) -> String? {
        if let geometry = incident.geometry, (try? geometry.validate()) == nil {
            return "an invalid geometry is accepted"
        }
        if let interval = incident.interval, interval.end < interval.start { return "an inverted interval is accepted" }
        return nil
    }
}
