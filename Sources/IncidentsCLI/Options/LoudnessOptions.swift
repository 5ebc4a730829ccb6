import ArgumentParser

/// How much is said beside the data.
struct LoudnessOptions: ParsableArguments {
    @Flag(name: [.short, .long], help: "Say nothing on standard error but errors.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say on standard error what is done, and how.")
    var verbose = false

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
        if quiet { Loudness.choose(.quiet) }
        if verbose { Loudness.choose(.verbose) }
    }
}
