import Foundation

/// Texts without what a comparison is told to overlook.
enum TextFolding {
    /// Without case, and nothing else changed: ß is ss, Σ, σ and ς are one.
    ///
    /// Lower, upper and lower again reaches all that Unicode's full case folding brings together, by the mappings that do
    /// not look at neighbours.
    static func withoutCase(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let steps: [(Unicode.Scalar.Properties) -> String] = [
            \.lowercaseMapping, \.uppercaseMapping, \.lowercaseMapping,
        ]
        return steps.reduce(text) { text, mapping in
            var changed = ""
            for scalar in text.unicodeScalars { changed += mapping(scalar.properties) }
            return changed
        }
    }

    /// Without marks over, under and in letters: decomposed, freed of nonspacing marks, composed again.
    static func withoutAccents(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars
        where scalar.properties.generalCategory != .nonspacingMark {
            scalars.append(scalar)
        }
        return String(scalars).precomposedStringWithCanonicalMapping
    }
}
