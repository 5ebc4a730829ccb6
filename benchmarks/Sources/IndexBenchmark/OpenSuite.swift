import Foundation
import IncidentIndex

/// A stored index, opened and asked once, again and again.
final class OpenSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["open", "open and verify"]
    private var stored: String?

    init(_ subject: Subject) {
        self.subject = subject
    }

    deinit {
        if let stored { try? FileManager.default.removeItem(atPath: stored) }
    }

    func answers(to asked: Asked) throws -> [Answer] {
        let path = try stored ?? store()
        stored = path
        let questions = subject.windows(asked).map { QueryWindow($0.rectangle) }
        var ids: [Int64] = []
        var statistics = QueryStatistics()
        func ask(_ question: QueryWindow) throws {
            ids.removeAll(keepingCapacity: true)
            let file = try Mapping(path)
            let archive = try TreeArchive(validating: file.bytes, owner: file)
            if asked.suite == "open and verify" { try archive.verify() }
            for tree in archive.trees { tree.collect(question, into: &ids, statistics: &statistics) }
        }
        var found = Fingerprint()
        for (number, question) in questions.enumerated() {
            try ask(question)
            found.add(number, ids)
        }
        let times = try Stopwatch.repeating(asked) { for question in questions { try ask(question) } }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        return [
            Answer(suite: asked.suite, area: asked.area, queries: questions.count, found: found, times: times),
            .figure(Double(size) / Double(subject.files.count), "open bytes", asked),
        ]
    }

    private func store() throws -> String {
        let path = "\(subject.files.folder)/ours-\(subject.files.count).index"
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let stamp = ArchiveStamp(storeID: 1, changeNumber: 1, nonce: 1)
        try TreeArchive.write([try subject.tree()], stamp: stamp) { try file.write(contentsOf: Data($0)) }
        return path
    }
}

/// A file's bytes, mapped for as long as the object lives.
final class Mapping: Sendable {
    private let address: UInt
    private let count: Int

    init(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
        defer { close(file) }
        count = Int(lseek(file, 0, SEEK_END))
        guard let start = mmap(nil, count, PROT_READ, MAP_SHARED, file, 0), start != MAP_FAILED else {
            throw CocoaError(.fileReadUnknown)
        }
        address = UInt(bitPattern: start)
    }

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), count) }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }
}
