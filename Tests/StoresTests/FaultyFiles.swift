import Foundation
import MappedFiles

/// A file layer that fails when it is told to, and is the system's otherwise.
///
/// Unchecked, because everything that changes lies behind `lock`.
final class FaultyFiles: FileLayer, @unchecked Sendable {
    /// The calls that can fail.
    enum Call: CaseIterable {
        case create, reopen, write, synchronise, rename, link, synchroniseFolder, remove, map

        /// Those by which an index file is written.
        static let ofIndexes = allCases.filter { $0 != .reopen && $0 != .link }
        /// Those by which a new store gets its name.
        static let ofNewStores: [Call] = [.reopen, .synchronise, .link, .synchroniseFolder]
    }

    /// How a call fails.
    enum Failure: Hashable {
        /// With an error number.
        case error(Int32)
        /// It writes only the first byte and says so.
        case short
        /// It writes half of the bytes, and then fails with an error number all the same.
        case partial(Int32)
        /// What was made is removed at once by somebody else.
        case removed
    }

    /// Which calls fail, and how.
    struct Plan {
        let call: Call
        /// The number of the call that fails, from 1.
        let number: Int
        /// Whether those after it fail too.
        let isForEver: Bool
        let failure: Failure
    }

    private let lock = NSLock()
    private let system = SystemFiles()
    private var plan: Plan?
    private var counts: [Call: Int] = [:]
    private var failures = 0

    /// Begins to count anew, and to fail as planned.
    func follow(_ plan: Plan?) {
        lock.withLock {
            self.plan = plan
            counts = [:]
            failures = 0
        }
    }

    /// How many calls have failed since the plan was made.
    var failureCount: Int { lock.withLock { failures } }

    /// How many calls there were since the plan was made.
    func count(of call: Call) -> Int { lock.withLock { counts[call, default: 0] } }

    private func failure(of call: Call) -> Failure? {
        lock.withLock {
            counts[call, default: 0] += 1
            guard let plan, plan.call == call, let number = counts[call],
                number == plan.number || (plan.isForEver && number > plan.number)
            else { return nil }
            failures += 1
            return plan.failure
        }
    }

    private func check(_ call: Call, _ path: String, _ operation: FileError.Operation) throws(FileError) {
        switch failure(of: call) {
        case nil, .short, .removed: return
        case .error(let code), .partial(let code): throw FileError(path: path, operation: operation, code: code)
        }
    }

    func create(_ path: String) throws(FileError) -> OpenFile {
        switch failure(of: .create) {
        case .error(let code), .partial(let code): throw FileError(path: path, operation: .open, code: code)
        case .removed:
            let file = try system.create(path)
            try system.remove(path)
            return file
        case nil, .short: return try system.create(path)
        }
    }

    func reopen(_ path: String) throws(FileError) -> OpenFile {
        try check(.reopen, path, .open)
        return try system.reopen(path)
    }

    func write(_ bytes: UnsafeRawBufferPointer, to file: OpenFile) throws(FileError) -> Int {
        switch failure(of: .write) {
        case nil, .removed:
            return try unsafe system.write(bytes, to: file)
        case .error(let code):
            throw FileError(path: file.path, operation: .write, code: code)
        case .short:
            // The first byte of the caller's buffer, which is valid during the call.
            return try unsafe system.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(1)), to: file)
        case .partial(let code):
            // As above.
            _ = try unsafe system.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)), to: file)
            throw FileError(path: file.path, operation: .write, code: code)
        }
    }

    func synchronise(_ file: OpenFile) throws(FileError) {
        try check(.synchronise, file.path, .synchronise)
        try system.synchronise(file)
    }

    func rename(_ path: String, to newPath: String) throws(FileError) {
        try check(.rename, newPath, .rename)
        try system.rename(path, to: newPath)
    }

    func link(_ path: String, to newPath: String) throws(FileError) {
        try check(.link, newPath, .rename)
        try system.link(path, to: newPath)
    }

    func synchroniseFolder(_ path: String) throws(FileError) {
        try check(.synchroniseFolder, path, .synchronise)
        try system.synchroniseFolder(path)
    }

    func remove(_ path: String) throws(FileError) {
        try check(.remove, path, .remove)
        try system.remove(path)
    }

    func map(_ path: String) throws(FileError) -> MappedFile {
        try check(.map, path, .map)
        return try system.map(path)
    }
}
