/// Chooses the pieces of a symbol table: those that save most on a sample of texts, found in a few rounds from single bytes
/// upwards (after Boncz, Neumann and Leis: "FSST", 2020).
enum SymbolTrainer {
    private static let rounds = 6

    /// At most 255 pieces, the longest first.
    ///
    /// - Complexity: O(n) in the length of the texts.
    static func train(_ texts: [[UInt8]]) -> [SymbolEncoder.Piece] {
        var encoder = SymbolEncoder([])
        for _ in 0..<rounds {
            var gains: [SymbolEncoder.Piece: Int] = [:]
            for text in texts {
                var previous: SymbolEncoder.Piece?
                encoder.forEachPiece(of: text) { piece in
                    gains[piece, default: 0] += piece.count
                    if let previous, let joined = previous.joined(with: piece) {
                        gains[joined, default: 0] += joined.count
                    }
                    previous = piece
                }
            }
            let best = gains.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(SymbolEncoder.limit)
            encoder = SymbolEncoder(best.map(\.key))
        }
        return encoder.pieces
    }
}

/// Writes texts as codes of one byte, each of which stands for a piece of up to eight bytes.
struct SymbolEncoder {
    /// As many pieces fit: the code after them says that a byte stands for itself.
    static let limit = 255
    private static let longest = 8

    /// One to eight bytes.
    struct Piece: Hashable, Comparable {
        /// The first byte highest, zeros at the end.
        let bytes: UInt64
        let count: Int

        /// This piece and another after it, where that is no longer than a piece may be.
        func joined(with other: Piece) -> Piece? {
            guard count + other.count <= SymbolEncoder.longest else { return nil }
            return Piece(bytes: bytes | other.bytes >> UInt64(8 * count), count: count + other.count)
        }

        /// In the order of their bytes, a shorter piece before what it begins.
        static func < (one: Piece, other: Piece) -> Bool { (one.bytes, one.count) < (other.bytes, other.count) }
    }

    /// The pieces in the order of their codes.
    let pieces: [Piece]
    private let codes: [Piece: UInt8]
    /// How long pieces are that begin with two given bytes.
    private var lengths = [UInt8](repeating: 1, count: 1 << 16)

    init(_ pieces: [Piece]) {
        self.pieces = pieces.sorted { $0.count != $1.count ? $0.count > $1.count : $0 < $1 }
        var codes: [Piece: UInt8] = [:]
        for (code, piece) in self.pieces.enumerated() {
            codes[piece] = UInt8(truncatingIfNeeded: code)
            let start = Int(piece.bytes >> 48)
            lengths[start] = max(lengths[start], UInt8(truncatingIfNeeded: piece.count))
        }
        self.codes = codes
    }

    /// Cuts a text from the left into the longest pieces that there are; a byte that begins none is a piece of its own.
    func forEachPiece(of text: [UInt8], _ body: (Piece) -> Void) {
        var position = 0
        while position < text.count {
            var window: UInt64 = 0
            let available = min(Self.longest, text.count - position)
            for index in 0..<available { window |= UInt64(text[position + index]) << UInt64(56 - 8 * index) }
            var piece = Piece(bytes: window & 0xFF << 56, count: 1)
            var length = min(available, Int(lengths[Int(window >> 48)]))
            while length > 1 {
                let longer = Piece(bytes: window & ~0 << UInt64(64 - 8 * length), count: length)
                if codes[longer] != nil {
                    piece = longer
                    break
                }
                length -= 1
            }
            body(piece)
            position += piece.count
        }
    }

    /// The codes of a text.
    ///
    /// - Complexity: O(n) in its length.
    func encode(_ text: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.count)
        forEachPiece(of: text) { piece in
            if let code = codes[piece] {
                encoded.append(code)
            } else {
                encoded.append(UInt8(Self.limit))
                encoded.append(UInt8(piece.bytes >> 56))
            }
        }
        return encoded
    }

    /// The table as it stands in the file: 255 records of a length and eight bytes.
    var section: [UInt8] {
        var section: [UInt8] = []
        for piece in pieces {
            section.append(UInt8(piece.count))
            section.append(bigEndian: piece.bytes)
        }
        section.append(contentsOf: repeatElement(0, count: Self.limit * (Self.longest + 1) - section.count))
        return section
    }
}

/// Some of many texts, evenly chosen: at most 32,768 of them, whatever their number.
struct TextSample {
    private static let limit = 1 << 15

    private(set) var texts: [[UInt8]] = []
    private var stride: Int
    private var seen = 0

    /// - Parameter stride: One text in so many is taken at first.
    init(stride: Int = 1) { self.stride = stride }

    mutating func consider(_ text: @autoclosure () -> [UInt8]) {
        defer { seen += 1 }
        guard seen % stride == 0 else { return }
        texts.append(text())
        guard texts.count > Self.limit else { return }
        // From now on one in twice as many, and so of those that there are.
        stride *= 2
        texts = texts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    }
}
