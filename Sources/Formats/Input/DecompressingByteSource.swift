import CCompression

/// Unpacks the bytes of another source as they are asked for. Offsets in messages then count unpacked bytes.
///
/// Several gzip members or Zstandard frames one after another are one text, as their own programs have it.
@safe final class DecompressingByteSource<Base: ByteSource>: ByteSource {
    private var base: Base
    private let compression: Compression
    private let decompressor: OpaquePointer
    private var packed: [UInt8] = []
    private var position = 0
    private var chunk = [UInt8](repeating: 0, count: FileByteSource.chunkSize)
    /// Whether the last member or frame is complete, so that the source may end here.
    private var isBetween = false
    private var isFinished = false
    /// Whether the last run filled its chunk, so that there may be more to come without further input.
    private var holdsOutput = false

    init(_ base: Base, _ compression: Compression) throws(FormatError) {
        self.base = base
        self.compression = compression
        let kind = compression == .gzip ? DECOMPRESSOR_GZIP : DECOMPRESSOR_ZSTD
        guard let made = unsafe decompressor_create(Int32(kind)) else {
            throw FormatError("there is no memory left to unpack the file")
        }
        unsafe decompressor = made
    }

    deinit {
        // Made in init, handed out to nobody.
        unsafe decompressor_destroy(decompressor)
    }

    func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
        let before = buffer.count
        while !isFinished, buffer.count == before {
            if position == packed.count, !holdsOutput {
                packed.removeAll(keepingCapacity: true)
                position = 0
                guard try base.read(appendingTo: &packed) else {
                    isFinished = true
                    if isBetween { break }
                    throw FormatError("the \(compression.name) file is cut", advice: "fetch it again")
                }
            }
            if isBetween { try beginAnother() }
            if !isBetween { try unpack(into: &buffer) }
        }
        return buffer.count > before
    }

    private func unpack(into buffer: inout [UInt8]) throws(FormatError) {
        var consumed = 0
        var produced = 0
        // The calls read within the packed bytes and write within the chunk, and both stay in place meanwhile.
        let result = unsafe packed.withUnsafeBufferPointer { input in
            unsafe chunk.withUnsafeMutableBufferPointer { output in
                unsafe decompressor_run(
                    decompressor, input.baseAddress.map { unsafe $0 + position }, input.count - position, &consumed,
                    output.baseAddress, output.count, &produced)
            }
        }
        position += consumed
        holdsOutput = produced == chunk.count
        buffer.append(contentsOf: chunk[..<produced])
        switch Int(result) {
        case DECOMPRESSOR_ENDED:
            isBetween = true
            holdsOutput = false
        case DECOMPRESSOR_GOES_ON:
            isBetween = false
        default:
            // The text is the library's own and is copied at once.
            let reason = unsafe String(cString: decompressor_reason(decompressor))
            throw FormatError("the \(compression.name) file is damaged (\(reason))", advice: "fetch it again")
        }
    }

    /// Goes on with the member or frame that follows; zeros fill up blocks of tapes and archives and mean nothing.
    private func beginAnother() throws(FormatError) {
        let rest = packed[position...]
        if rest.allSatisfy({ $0 == 0 }) {
            position = packed.count
        } else if rest.count < Compression.magicLength || Compression(magic: rest) == compression {
            unsafe decompressor_reset(decompressor)
            isBetween = false
        } else {
            throw FormatError("there are other bytes after the end of the \(compression.name) data")
        }
    }
}
