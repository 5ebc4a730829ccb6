/// One line on standard error that counts up; only where standard error is a terminal.
struct ProgressLine {
    private let isShown = StandardStreams.isTerminal(StandardStreams.error) && Loudness.current != .quiet

    func show(_ text: String) {
        guard isShown else { return }
        write("\r\u{1B}[K\(text)")
    }

    func clear() {
        guard isShown else { return }
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        // Progress that cannot be shown is no reason to stop.
        try? StandardStreams.write(Array(text.utf8), to: StandardStreams.error)
    }
}
