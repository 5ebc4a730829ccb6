import MappedFiles

/// Bytes that wait in memory while they are few, and beyond that in an unnamed file beside the output.
struct ByteSpool: ~Copyable {
    /// So many bytes are kept in memory before they go to the file.
    private static let bufferedBytes = 64 << 10

    private let path: String?
    private let isChecked: Bool
    private var pending: [UInt8] = []
    private var written = 0
    private var file: FileReplacement?
    private var check = CyclicRedundancyCheck()

    /// - Parameters:
    ///   - path: A file beside which the bytes may wait; nil keeps them all in memory.
    ///   - isChecked: Whether their CRC-32 is wanted.
    init(beside path: String?, isChecked: Bool = true) {
        self.path = path
        self.isChecked = isChecked
        file = nil
    }

    /// How many bytes there are.
    var count: Int { written + pending.count }

    mutating func append(_ bytes: some Sequence<UInt8>) throws(FileError) {
        pending.append(contentsOf: bytes)
        if pending.count >= Self.bufferedBytes, path != nil { try flush() }
    }

    mutating func append(_ byte: UInt8) throws(FileError) {
        pending.append(byte)
        if pending.count >= Self.bufferedBytes, path != nil { try flush() }
    }

    /// Appends a number, its lowest byte first.
    mutating func append(number: some FixedWidthInteger) throws(FileError) {
        pending.append(littleEndian: number)
        if pending.count >= Self.bufferedBytes, path != nil { try flush() }
    }

    private mutating func flush() throws(FileError) {
        guard let path else { return }
        if written == 0 { file = try FileReplacement(of: path) }
        try file?.write(pending)
        takeIn(pending)
        written += pending.count
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func takeIn(_ bytes: [UInt8]) {
        guard isChecked else { return }
        for byte in bytes { check.update(byte) }
    }

    /// Ends the writing.
    ///
    /// - Throws: `FileError` where the disk is full.
    consuming func finish() throws(FileError) -> SpooledBytes {
        let isInFile = written > 0
        if isInFile { try flush() } else { takeIn(pending) }
        let (pending, count, checksum) = (isInFile ? [] : pending, count, check.value)
        guard let file = file.take() else {
            return SpooledBytes(count: count, checksum: checksum, memory: pending, file: nil)
        }
        return SpooledBytes(count: count, checksum: checksum, memory: pending, file: try file.readUnnamed())
    }
}

/// Bytes that were put aside, to be read from the first to the last.
struct SpooledBytes {
    /// How many there are.
    let count: Int
    /// Their CRC-32.
    let checksum: UInt32
    fileprivate let memory: [UInt8]
    fileprivate let file: UnnamedFile?

    /// A section that is in memory anyway.
    init(_ bytes: [UInt8]) {
        var check = CyclicRedundancyCheck()
        for byte in bytes { check.update(byte) }
        self.init(count: bytes.count, checksum: check.value, memory: bytes, file: nil)
    }

    fileprivate init(count: Int, checksum: UInt32, memory: [UInt8], file: UnnamedFile?) {
        self.count = count
        self.checksum = checksum
        self.memory = memory
        self.file = file
    }

    /// Calls a closure with the bytes in pieces.
    func forEachPiece(of length: Int = 1 << 20, _ body: ([UInt8]) throws -> Void) throws {
        guard let file else { return try body(memory) }
        var buffer = [UInt8](repeating: 0, count: length)
        var offset = 0
        while offset < count {
            let read = try file.read(at: offset, into: &buffer)
            guard read > 0 else { throw FileError(path: "a temporary file", operation: .open, code: 5) }
            offset += read
            try body(read == buffer.count ? buffer : Array(buffer[..<read]))
        }
    }
}

/// Reads spooled bytes piece by piece as records that each say how long they are.
struct SpooledRecords {
    private static let pieceLength = 64 << 10

    private let bytes: SpooledBytes
    private var buffer: [UInt8] = []
    private var position = 0
    /// How many of the spool's bytes were put into the buffer.
    private var taken = 0

    init(_ bytes: SpooledBytes) { self.bytes = bytes }

    /// Puts the next record in the place of the last one; false at the end.
    mutating func next(_ record: inout [UInt8]) throws -> Bool {
        try fill(to: 4)
        guard position < buffer.count else { return false }
        guard buffer.count - position >= 4 else { throw FileError(path: "a temporary file", operation: .open, code: 5) }
        let length =
            Int(buffer[position]) | Int(buffer[position + 1]) << 8 | Int(buffer[position + 2]) << 16
            | Int(buffer[position + 3]) << 24
        try fill(to: 4 + length)
        let start = position + 4
        guard buffer.count - start >= length else {
            throw FileError(path: "a temporary file", operation: .open, code: 5)
        }
        record.removeAll(keepingCapacity: true)
        record.append(contentsOf: buffer[start..<start + length])
        position = start + length
        return true
    }

    private mutating func fill(to length: Int) throws {
        guard buffer.count - position < length, taken < bytes.count else { return }
        guard let file = bytes.file else {
            buffer = bytes.memory
            taken = buffer.count
            return
        }
        var piece = [UInt8](repeating: 0, count: max(Self.pieceLength, length))
        let read = try file.read(at: taken, into: &piece)
        buffer.removeFirst(position)
        position = 0
        buffer.append(contentsOf: piece[..<read])
        taken += read
        if read == 0 { taken = bytes.count }
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func append<T: FixedWidthInteger>(littleEndian number: T) {
        var rest = T.Magnitude(truncatingIfNeeded: number)
        for _ in 0..<T.bitWidth / 8 {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Appends a number, its highest byte first, so that bytes sort as numbers do.
    mutating func append<T: FixedWidthInteger & UnsignedInteger>(bigEndian number: T) {
        for shift in stride(from: T.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> T(shift)))
        }
    }

    /// Appends an unsigned LEB128 number.
    mutating func append(varint number: Int) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
