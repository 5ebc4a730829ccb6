import Foundation

/// `IndexBenchmark generate FOLDER COUNT` writes a workload, `IndexBenchmark run FOLDER COUNT` answers it.
///
/// Results are lines of tab-separated fields on standard output, in the form that the peers write too:
/// name, count, suite, class, queries, hits, minimum and median nanoseconds a query.
@main
struct IndexBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int(arguments[3]), count > 0 else {
            FileHandle.standardError.write(Data("usage: IndexBenchmark generate|run FOLDER COUNT\n".utf8))
            exit(2)
        }
        let files = WorkloadFiles(folder: arguments[2], count: count)
        switch arguments[1] {
        case "generate":
            var generator = try WorkloadGenerator(count: count)
            try files.write(generator.workload())
        case "run":
            try Suites(try files.read()).run()
        default:
            FileHandle.standardError.write(Data("there is no verb '\(arguments[1])'\n".utf8))
            exit(2)
        }
    }
}
