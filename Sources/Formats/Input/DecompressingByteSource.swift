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
    /// What is wrong with the packed bytes behind everything that was given out.
    private var fault: FormatError?

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
            if let fault { throw fault }
            if isBetween { try beginAnother() } else { try unpack(into: &buffer) }
        }
        return buffer.count > before
    }

    /// Reads more of the packed bytes behind those that are left.
    private func readOn() throws(FormatError) -> Bool {
        packed.removeFirst(position)
        position = 0
        return try base.read(appendingTo: &packed)
    }

    private func unpack(into buffer: inout [UInt8]) throws(FormatError) {
        if position == packed.count, !holdsOutput {
            guard try readOn() else {
                throw FormatError("the \(compression.name) file is cut", advice: "fetch it again")
            }
        }
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
            // What came out before is given out first.
            fault = FormatError("the \(compression.name) file is damaged (\(reason))", advice: "fetch it again")
        }
    }

    /// Goes on with the member or frame that follows, if there is one; zeros fill up blocks of tapes and archives and mean
    /// nothing.
    private func beginAnother() throws(FormatError) {
        position = packed[position...].firstIndex { $0 != 0 } ?? packed.count
        if packed.count - position < Compression.magicLength, try readOn() { return }
        if position == packed.count {
            isFinished = true
        } else if Compression(magic: packed[position...]) == compression {
            unsafe decompressor_reset(decompressor)
            isBetween = false
        } else {
            throw FormatError("there are other bytes after the end of the \(compression.name) data")
        }
    }
}
