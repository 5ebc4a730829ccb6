import Foundation
import FuzzTargets
import TestSupport
import Testing

/// The inputs that fuzzing begins with, and every one that it broke something with.
@Suite("What fuzzing found")
struct FixtureTests {
    private static func inputs(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = SharedData.packageRoot + "/Tests/Fuzzing/Corpora/" + target.rawValue
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
        }
    }

    @Test("every input that was kept is taken without a fault", arguments: FuzzTarget.allCases)
    func kept(target: FuzzTarget) throws {
        let inputs = try Self.inputs(of: target)
        #expect(inputs.count >= 3)
        #expect(inputs.compactMap { input in target.fault(in: input.bytes).map { "\(input.name): \($0)" } } == [])
    }

    @Test("and so is every such input with random damage", arguments: FuzzTarget.allCases)
    func damaged(target: FuzzTarget) throws {
        var random = SeededGenerator(seed: 4)
        var faults: [String] = []
        for input in try Self.inputs(of: target) {
            for round in 0..<TestScale.rounds(40) {
                var bytes = input.bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
                    case 2: bytes.remove(at: index)
                    default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: index)
                    }
                }
                if let fault = target.fault(in: bytes) { faults.append("\(input.name), round \(round): \(fault)") }
            }
        }
        #expect(faults == [])
    }
}
