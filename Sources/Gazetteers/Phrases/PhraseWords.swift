/// A text as words, each as it was written and as it is compared: in small letters, without hyphens and stops.
struct PhraseWords {
    private let text: String
    private let ranges: [Range<String.Index>]
    private let forms: [String]

    var count: Int { forms.count }

    init(_ text: String) {
        self.text = text
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        for index in text.indices {
            if text[index].isWhitespace {
                if let from = start { ranges.append(from..<index) }
                start = nil
            } else if start == nil {
                start = index
            }
        }
        if let from = start { ranges.append(from..<text.endIndex) }
        self.ranges = ranges
        forms = ranges.map { range in
            let form = text[range].lowercased().filter { !"-‐‑’'~≈".contains($0) }
            // A full stop ends "km." and stands in "10.5".
            return form.hasSuffix(".") || form.hasSuffix(",") ? String(form.dropLast()) : form
        }
    }

    /// The form of a word in which it is compared; empty beyond the last.
    subscript(position: Int) -> String { forms.indices.contains(position) ? forms[position] : "" }

    /// Whether these words stand from a position on.
    func match(_ words: [String], at position: Int) -> Bool {
        position + words.count <= count && words.indices.allSatisfy { forms[position + $0] == words[$0] }
    }

    /// What was written from one word up to another, without the commas and stops around it; nil where that is nothing.
    func written(_ range: Range<Int>) -> String? {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return nil }
        let slice = text[ranges[range.lowerBound].lowerBound..<ranges[range.upperBound - 1].upperBound]
        let separators: Set<Character> = [",", ";", ".", "،"]
        var trimmed = slice.drop { separators.contains($0) }
        while let last = trimmed.last, last == "," || last == ";" || last == "،" { trimmed.removeLast() }
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// Everything from a word on.
    func written(from position: Int) -> String? { position < count ? written(position..<count) : nil }
}
