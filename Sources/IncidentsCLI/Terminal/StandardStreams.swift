import IncidentIndex

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output has closed: the reader has read enough.
struct ClosedPipe: Error {}

/// Standard output for data, standard error for everything else.
enum StandardStreams {
    static let output: Int32 = 1
    static let error: Int32 = 2

    /// Lets writes to a closed pipe fail with an error of ours instead of a signal.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// How many columns the terminal has.
    static var terminalWidth: Int {
        var size = winsize()
        // The call fills in the structure that it is given, or fails.
        guard unsafe ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes a line to standard error, without what a terminal would obey.
    static func report(_ message: String) {
        let line = isTerminal(error) ? TerminalText.escaped(message) : message
        // There is nobody left to tell when standard error itself fails.
        try? write(Array((line + "\n").utf8), to: error)
    }

    /// Writes a line of data to standard output.
    static func printData(_ text: String, escapes: TerminalFilter.Escapes = .text) throws {
        try writeData(Array((text + "\n").utf8), escapes: escapes)
    }

    /// Writes data to standard output: as it is, or harmless where that is a terminal.
    static func writeData(_ bytes: [UInt8], escapes: TerminalFilter.Escapes) throws {
        var filter = TerminalFilter(escapes)
        try write(isTerminal(output) ? filter.pass(bytes) : bytes, to: output)
    }

    /// Writes all bytes.
    ///
    /// - Throws: ``ClosedPipe``, or an ``Outcome`` with the system's reason.
    static func write(_ bytes: [UInt8], to descriptor: Int32, name: String = "standard output") throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            // The buffer lives for the call, and the count is its own.
            let count = unsafe rest.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                throw ClosedPipe()
            } else if errno != EINTR {
                throw Outcome.failed("cannot write \(name): \(systemMessage(errno))")
            }
        }
    }

    /// The system's words for an error number.
    static func systemMessage(_ number: Int32) -> String {
        // strerror answers with a NUL-terminated text for every number.
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
    unsafe Musl.write(descriptor, bytes, count)
    #else
    unsafe Darwin.write(descriptor, bytes, count)
    #endif
}
