/// How the bytes of a file may be packed, told by the bytes that they begin with.
package enum Compression: Hashable, Sendable {
    /// RFC 1952.
    case gzip
    /// RFC 8878.
    case zstd

    /// As many bytes tell it.
    static let magicLength = 4

    init?(magic: some Collection<UInt8>) {
        if magic.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if magic.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else {
            return nil
        }
    }

    /// What to call it in a message.
    var name: String { self == .gzip ? "gzip" : "Zstandard" }

    /// What a file is that is packed in another way; no text begins with these bytes.
    private static func archive(magic: [UInt8]) -> String? {
        if magic.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "a zip archive" }
        if magic.starts(with: [0xFD, 0x37, 0x7A, 0x58]) { return "an xz file" }
        return nil
    }

    /// The bytes of a file, unpacked where they begin like packed ones; `-` is standard input.
    package static func unpacking(path: String) throws(FormatError) -> any ByteSource {
        try unpacking(try FileByteSource(path: path))
    }

    /// The bytes of a source, unpacked where they begin like packed ones.
    static func unpacking(_ source: some ByteSource) throws(FormatError) -> any ByteSource {
        var source = source
        var beginning: [UInt8] = []
        while beginning.count < magicLength, try source.read(appendingTo: &beginning) {}
        if let archive = archive(magic: beginning) {
            throw FormatError("the file is \(archive)", advice: "unpack it first")
        }
        let compression = Compression(magic: beginning)
        let whole = PrefixedByteSource(prefix: beginning, rest: source)
        guard let compression else { return whole }
        return try DecompressingByteSource(whole, compression)
    }
}

/// A source some of whose bytes were read already.
struct PrefixedByteSource<Rest: ByteSource>: ByteSource {
    private var prefix: [UInt8]
    private var rest: Rest

    init(prefix: [UInt8], rest: Rest) {
        self.prefix = prefix
        self.rest = rest
    }

    mutating func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
        guard !prefix.isEmpty else { return try rest.read(appendingTo: &buffer) }
        buffer.append(contentsOf: prefix)
        prefix = []
        return true
    }
}
