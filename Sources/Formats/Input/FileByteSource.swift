#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The bytes of a file, a pipe or standard input, read in pieces and never mapped.
package final class FileByteSource: ByteSource {
    /// How many bytes are asked for at a time.
    package static let chunkSize = 256 << 10

    private let descriptor: Int32
    private let isOwned: Bool
    private var chunk: [UInt8]
    private let gauge: ReadingGauge?

    /// Opens a file; `-` is standard input. How much is read of it is told to the gauge.
    ///
    /// - Throws: ``FormatError`` with the system's reason: there is no such file, it is a folder, it may not be read.
    package init(path: String, gauge: ReadingGauge? = nil) throws(FormatError) {
        self.gauge = gauge
        chunk = [UInt8](repeating: 0, count: FileByteSource.chunkSize)
        if path == "-" {
            descriptor = 0
            isOwned = false
            return
        }
        // The path is a Swift string, which the call sees as C text that ends with a NUL.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        isOwned = true
        guard descriptor >= 0 else { throw FormatError("cannot open \(path): \(FileByteSource.reason(errno))") }
    }

    deinit {
        // The descriptor was opened here and is closed nowhere else.
        if isOwned, descriptor >= 0 { _ = close(descriptor) }
    }

    package func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
        while true {
            // The system writes at most `count` bytes into the chunk, which stays in place during the call.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe systemRead(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                buffer.append(contentsOf: chunk[..<count])
                gauge?.add(count)
                return true
            }
            if count == 0 { return false }
            if errno != EINTR { throw FormatError("cannot read: \(FileByteSource.reason(errno))") }
        }
    }

    private static func reason(_ code: Int32) -> String {
        // strerror's text stands until the next call of it, and it is copied at once.
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}

/// read(2), under a name that the method above does not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}
