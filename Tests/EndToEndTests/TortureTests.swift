import Foundation
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A short run of `benchmarks torture`; a thousand kills take some minutes.
@Suite(.serialized) struct TortureTests {
  @Test("Screens, loops and commands that are killed lose, double and leave nothing")
  func kills() async throws {
    let folder = try TemporaryFolder()
    let benchmarks = URL(filePath: Program.path).deletingLastPathComponent()
      .appending(path: "benchmarks").path
    let result = try await Subprocess.run(
      .path(FilePath(benchmarks)),
      arguments: [
        "torture", folder.path("t"), "--kills", "12", "--labelers", "2", "--items", "600",
      ], output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let report = result.standardOutput + result.standardError
    #expect(result.terminationStatus == .exited(0), "\(report)")
    #expect(report.contains("\nlost: 0\n") && report.contains("\ndoubled: 0\n"), "\(report)")
  }
}
