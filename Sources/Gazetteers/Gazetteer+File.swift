import MappedFiles

extension Gazetteer {
    /// Opens a gazetteer file on disk, mapped and not read; nobody may change or cut the file while it is open.
    ///
    /// - Throws: An error that names the file where it cannot be opened; ``GazetteerError`` where it is not a gazetteer
    ///   file, or a broken or newer one.
    /// - Complexity: O(1) in the size of the file.
    public init(path: String) throws {
        let file = try MappedFile(path: path)
        // The mapping is never written, and lives as long as `file`, which the gazetteer keeps.
        try unsafe self.init(bytes: file.bytes, owner: file)
    }
}
