import Foundation

/// One question of whoever measures.
struct Asked {
    /// What is measured, such as `window ids`.
    var suite: String
    /// Which of its rows: the size of the windows, the number of neighbours.
    var area: String
    /// How many queries of the row.
    var queries: Int
    /// How long to repeat them; none only finds and does not measure.
    var seconds: Double

    /// Reads `suite TAB class TAB queries TAB seconds`.
    init?(_ line: String) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 4, let queries = Int(fields[2]), let seconds = Double(fields[3]) else { return nil }
        (suite, area, self.queries, self.seconds) = (fields[0], fields[1], queries, seconds)
    }
}

/// Answers questions line by line, so that ours and its peers can be measured in turn while all of them stand ready.
///
/// An answer is lines of `name TAB suite TAB class TAB queries TAB hits TAB hash TAB measure TAB nanoseconds a query, of each
/// repetition` and a line with a full stop. The peers speak the same.
struct Conversation {
    private let suites: [any Suite]

    init(_ files: WorkloadFiles) throws {
        let subject = Subject(files)
        suites = [
            LoadSuite(subject), WindowSuite(subject), NearestSuite(subject), IntervalSuite(subject),
            RegionSuite(subject), ChangeSuite(subject), OpenSuite(subject),
        ]
    }

    func run() async throws {
        while let line = readLine() {
            if let asked = Asked(line), let suite = suites.first(where: { $0.names.contains(asked.suite) }) {
                for answer in try await suite.answers(to: asked) { print(answer.line) }
            }
            print(".")
            fflush(nil)
        }
    }
}

/// Something that is measured.
protocol Suite {
    /// The suites of questions that it answers.
    var names: Set<String> { get }
    func answers(to asked: Asked) async throws -> [Answer]
}
