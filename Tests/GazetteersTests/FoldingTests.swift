import Foundation
import Gazetteers
import TestSupport
import Testing

@Suite("How names are folded")
struct FoldingTests {
    /// A line of the recipe's vectors.
    private struct Vector {
        let name: String
        let folded: String
        let withoutArticles: String
        let withoutGenericWords: String
    }

    private static func vectors() throws -> [Vector] {
        let path = SharedData.packageRoot + "/gazetteer/folding-vectors.tsv"
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        // Scalars, not characters: a name may begin with a combining mark.
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: true).dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
            return Vector(
                name: cells[0].replacingOccurrences(of: "\\t", with: "\t"), folded: cells[1],
                withoutArticles: cells[2], withoutGenericWords: cells[3])
        }
    }

    @Test("the program folds every name exactly as the recipe did")
    func vectorsAgree() throws {
        let normaliser = try Gazetteer.bundled.normaliser
        let vectors = try Self.vectors()
        var faults: [String] = []
        for vector in vectors {
            let key = try normaliser.fold(vector.name)
            let generic = normaliser.withoutGenericWords(key)?.key ?? []
            // Bytes are compared, because `==` on strings takes differently composed letters for equal.
            if key != Array(vector.folded.utf8) { faults.append("\(vector.name): \(key.text)") }
            if normaliser.withoutArticles(key) != Array(vector.withoutArticles.utf8) {
                faults.append("\(vector.name) without articles: \(normaliser.withoutArticles(key).text)")
            }
            if generic != Array(vector.withoutGenericWords.utf8) {
                faults.append("\(vector.name) without generic words: \(generic.text)")
            }
        }
        #expect(vectors.count > 1_000)
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    @Test("folding a folded name changes nothing")
    func idempotent() throws {
        let normaliser = try Gazetteer.bundled.normaliser
        var faults: [String] = []
        for vector in try Self.vectors() {
            let key = try normaliser.fold(vector.name)
            if try normaliser.fold(key.text) != key { faults.append(vector.name) }
        }
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    @Test(
        "spellings of one name fold alike",
        arguments: [
            [
                "al-Asad", "Al Asad", "el-Asad", "AL-ASAD", "al–Asad",
                "as-Al Asad".replacingOccurrences(of: "as-", with: ""),
            ],
            ["Ash-Shaddadi", "al-Shaddadi", "ash Shaddādī", "esh-Shaddadi"],
            ["Deir ez-Zor", "Deir al-Zor", "Deir az Zor", "DEIR EZ ZOR"],
            ["Ba'qubah", "Baʿqūbah", "Ba‘qubah", "Baqubah", "Ba`qubah"],
            ["أربيل", "اربيل", "إربيل", "أَرْبِيل"],
            ["الحديدة", "الحديده", "الحُدَيْدَة"],
            ["Łódź", "Lodz", "ŁÓDŹ"],
            ["Kyïv", "Kyiv", "KYI\u{308}V"],
            ["İzmir", "izmir", "Izmir"],
            ["서울", "서울"],
            ["ガザ", "ｶﾞｻﾞ"],
            ["U.A.E.", "UAE", "uae"],
        ])
    func alike(_ spellings: [String]) throws {
        let gazetteer = try Gazetteer.bundled
        let folded = try Set(spellings.map { try Array(gazetteer.normalised($0).utf8) })
        #expect(folded.count == 1, "\(folded.map(\.text))")
    }

    @Test("names that differ in more than spelling stay apart")
    func apart() throws {
        let gazetteer = try Gazetteer.bundled
        let names = ["Asad", "Asadabad", "Al", "Ala", "Elista", "Basra", "Basrah", "北京", "東京", "हिन्दी", "हिन्दू"]
        #expect(try Set(names.map { try gazetteer.normalised($0) }).count == names.count)
    }

    @Test("a name without letters or digits folds to nothing and finds nothing")
    func empty() throws {
        let gazetteer = try Gazetteer.bundled
        for name in ["", " ", "-", "'", "\u{301}", "…!", "\u{200B}"] {
            #expect(try gazetteer.normalised(name).isEmpty)
            #expect(try gazetteer.candidates(for: name).isEmpty)
            #expect(try gazetteer.resolve(name) == .unknown(suggestions: []))
        }
    }

    @Test("what is longer than a name can be finds nothing, however many words or qualifiers it has")
    func longest() throws {
        let gazetteer = try Gazetteer.bundled
        let limit = Normaliser.longestName
        #expect(limit == 1_024)
        let name = "Mosul, " + String(repeating: " ", count: limit - 11) + "Iraq"
        #expect(name.utf8.count == limit)
        #expect(try gazetteer.candidates(for: name).first?.entry.name == "Mosul")
        let long = ["Tripoli ", "Iraq, ", "\u{627}\u{644}"].map { String(repeating: $0, count: 20_000) }
        for name in long + [name + " "] {
            #expect(try gazetteer.candidates(for: name).isEmpty)
            #expect(try gazetteer.resolve(name) == .unknown(suggestions: []))
        }
    }
}

extension [UInt8] {
    /// The bytes as text.
    var text: String { String(decoding: self, as: UTF8.self) }
}
