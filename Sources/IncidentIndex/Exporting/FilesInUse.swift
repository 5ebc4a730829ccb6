import MappedFiles

/// The files that a job reads or keeps. What it writes must be none of them, however its path is spelled.
public struct FilesInUse: Sendable {
    private var files: [(location: FileLocation, use: String)] = []

    /// What belongs to a store, by the ending of its path.
    private static let storeFiles = [
        ("", "the store"), ("-wal", "the store's log"), ("-shm", "the store's shared memory"),
        ("-journal", "the store's journal"), (".index", "the store's index"),
    ]

    /// The files of a store in a file; nil is one in memory.
    public init(store path: String?) {
        guard let path else { return }
        for (ending, use) in FilesInUse.storeFiles { add(path + ending, as: use) }
    }

    /// Adds a file that is read; `-` is standard input, which may be a file too.
    public mutating func add(_ path: String, as use: String) {
        files.append((FileLocation(path == "-" ? "/dev/stdin" : path), use))
    }

    /// Makes sure that a file can be written without harm.
    ///
    /// - Throws: ``FileInUse`` for a file in use or a folder.
    public func checkOutput(_ path: String) throws {
        let output = FileLocation(path)
        guard let found = try? FileProbe(path: path) else { return try check(output, path) }
        if found.isFolder { throw FileInUse(path: path, use: "a folder") }
        // Writing to a terminal, a pipe or a device replaces nothing.
        if found.isRegular { try check(output, path) }
    }

    private func check(_ output: FileLocation, _ path: String) throws {
        for file in files where output.isSame(as: file.location) { throw FileInUse(path: path, use: file.use) }
    }
}

/// A file that was to be written is in use, or is a folder.
public struct FileInUse: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as it was given.
    public let path: String
    /// What the file is: the store, an input, a folder …
    public let use: String

    /// One sentence for a person.
    public var description: String { "cannot write to '\(path)': it is \(use); name another file" }
}
