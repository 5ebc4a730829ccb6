/// Text as a terminal can show it safely, and how wide it is there.
package enum TerminalText {
    /// The text with control characters and characters that reverse the direction of writing in escapes, so that a stored
    /// text can neither command the terminal nor disguise itself.
    package static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isDangerous) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if isDangerous(scalar) {
                safe += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Controls (C0, DEL, C1), line and paragraph separators, the marks, embeddings, overrides and isolates of bidirectional
    /// text, and format characters that nobody sees. Joiners are none: Persian and emoji are written with them.
    package static func isDangerous(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        case 0xAD, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// How many cells of a terminal the text takes: two for East Asian wide characters and emoji, none for marks.
    package static func width(of text: String) -> Int {
        var width = 0
        for scalar in text.unicodeScalars { width += TerminalText.width(of: scalar) }
        return width
    }

    private static func width(of scalar: UnicodeScalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }

    /// The beginning of the text that fits into so many cells, with an ellipsis where something was left out.
    package static func fitted(_ text: String, to cells: Int) -> String {
        guard width(of: text) > cells else { return text }
        guard cells > 0 else { return "" }
        var fitted = ""
        var used = 1
        for character in text {
            let next = width(of: String(character))
            if used + next > cells { break }
            used += next
            fitted.append(character)
        }
        return fitted + "…"
    }
}
