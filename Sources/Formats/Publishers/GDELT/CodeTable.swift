/// A table of codes as text: a line a code, a tab, and what it means.
enum CodeTable {
    /// - Complexity: O(length).
    static func parse(_ text: String) -> [String: String] {
        var table: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            table[String(line[..<tab])] = String(line[line.index(after: tab)...])
        }
        return table
    }
}
