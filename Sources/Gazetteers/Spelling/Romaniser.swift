/// Writes folded names in Latin letters, as English newspapers would, so that spellings can be compared across alphabets.
///
/// The recipe does the same in gazetteer/recipe/skeletons.py.
package enum Romaniser {
    /// The name in Latin letters, its words still apart; nil where it has letters of other scripts than these: Latin,
    /// Cyrillic, Arabic, Hebrew and Greek.
    ///
    /// The key is a folded name without articles.
    ///
    /// - Complexity: O(n) in the length of the name.
    package static func romanise(_ key: [UInt8]) -> [UInt8]? {
        if isPlain(key) { return key }
        var roman: [UInt8] = []
        roman.reserveCapacity(key.count)
        for scalar in String(decoding: key, as: UTF8.self).unicodeScalars {
            if scalar.isASCII, isPlain(UInt8(truncatingIfNeeded: scalar.value)) {
                roman.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if let letters = letters[scalar] {
                roman.append(contentsOf: letters)
            } else {
                return nil
            }
        }
        return roman
    }

    /// Whether a name is in Latin letters already.
    static func isPlain(_ key: [UInt8]) -> Bool { key.allSatisfy(isPlain) }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), Words.space: true
        default: false
        }
    }

    private static let letters: [Unicode.Scalar: [UInt8]] = {
        var letters: [Unicode.Scalar: [UInt8]] = [:]
        for pair in alphabets.split(whereSeparator: \.isWhitespace) {
            guard let letter = pair.unicodeScalars.first else { continue }
            letters[letter] = Array(pair.utf8.dropFirst(letter.utf8.count))
        }
        return letters
    }()

    /// A letter and how it is written.
    private static let alphabets = """
        аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsh ъ ыy ьy эe юyu яya
        іi їi єye ґg ўu ђdj јj љl њn ћc џdj қk ғg ңn өo ұu үu һh әa
        اa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh وw يy پp چch ژzh گg ڤv
        אa בb גg דd הh וw זz חh טt יy כk ךk לl מm םm נn ןn סs עa פp ףf צts ץts קq רr שsh תt
        αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χkh ψps ωo
        """
}
