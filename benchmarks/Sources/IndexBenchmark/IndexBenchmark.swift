import Foundation

/// Makes workloads, and answers questions about them by our index.
///
/// - `IndexBenchmark generate FOLDER COUNT` writes a workload.
/// - `IndexBenchmark areas IN OUT` copies a list of polygons, the invalid ones repaired, and says which those were.
/// - `IndexBenchmark answer FOLDER COUNT` is asked line by line on standard input; see ``Conversation``.
@main
struct IndexBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let verb = arguments.first, arguments.count == 3 else {
            fail("usage: generate|areas|answer FOLDER COUNT")
        }
        let (first, last) = (arguments[2], arguments[3])
        if verb == "areas" { return try AreaList.copy(from: first, to: last) }
        guard let count = Int(last), count > 0 else { fail("'\(last)' is no number of incidents") }
        let files = WorkloadFiles(folder: first, count: count)
        switch verb {
        case "generate":
            var generator = try WorkloadGenerator(count: count)
            try files.write(generator.workload())
        case "answer":
            try await Conversation(files).run()
        default:
            fail("there is no verb '\(verb)'")
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("IndexBenchmark: \(message)\n".utf8))
        exit(2)
    }
}
