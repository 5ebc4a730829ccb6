import Formats
import Testing

@Suite("Content hash")
struct ContentHashTests {
    @Test(
        "it is MurmurHash3 x64 128, by its published vectors",
        arguments: [
            ("", "00000000000000000000000000000000"), ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
            ("hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
            ("19 Jan 2038 at 3:14:07 AM", "b89e5988b737affc664fc2950231b2cb"),
            ("The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
        ])
    func vectors(text: String, expected: String) {
        #expect(ContentHash(of: Array(text.utf8)).description == expected)
    }

    @Test("texts of every length up to 64 hash apart")
    func lengths() {
        var seen: Set<ContentHash> = []
        for length in 0...64 { seen.insert(ContentHash(of: [UInt8](repeating: 0, count: length))) }
        #expect(seen.count == 65)
    }
}
