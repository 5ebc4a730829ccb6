/// Runs libFuzzer on the target that `INCIDENTS_FUZZ_TARGET` names. The arguments are libFuzzer's own.
///
/// libFuzzer is there only in a build with `-sanitize=fuzzer`, which `Tests/Fuzzing/run` makes, so it is looked up by name.
import FuzzTargets

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What libFuzzer calls with one input after the other.
typealias Test = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
/// libFuzzer's `LLVMFuzzerRunDriver`: argument count, arguments, test.
typealias Driver =
    @convention(c) (
        UnsafeMutablePointer<Int32>, UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>, Test
    ) -> Int32

/// The target, found once: what libFuzzer calls is a C function and can capture nothing.
enum Chosen {
    static let target: FuzzTarget? = {
        // The environment is not changed while the program runs.
        guard let name = unsafe getenv("INCIDENTS_FUZZ_TARGET") else { return nil }
        return unsafe FuzzTarget(rawValue: String(cString: name))
    }()
}

guard Chosen.target != nil else {
    print("INCIDENTS_FUZZ_TARGET names none of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    exit(2)
}
// The name is that of libFuzzer's own function, whose type is the one above.
guard let symbol = unsafe dlsym(dlopen(nil, RTLD_NOW), "LLVMFuzzerRunDriver") else {
    print("this program was built without libFuzzer; Tests/Fuzzing/run builds it")
    exit(2)
}
let driver = unsafe unsafeBitCast(symbol, to: Driver.self)
var count = CommandLine.argc
// The arguments live as long as the program.
var arguments = unsafe CommandLine.unsafeArgv
let status = unsafe driver(&count, &arguments) { start, count in
    // The bytes are libFuzzer's and valid during the call.
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let fault = Chosen.target?.fault(in: bytes) { fatalError(fault) }
    return 0
}
exit(status)
