import Foundation
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Pipes, FIFOs and standard input in the place of files.
@Suite struct PipeTests {
  /// Runs a line of the shell in a folder, with `$W` as the program.
  private func shell(_ line: String, in folder: TemporaryFolder) async throws -> Program.Outcome {
    let result = try await Subprocess.run(
      .path("/bin/bash"),
      arguments: ["-c", "W='\(Program.path)'; cd '\(folder.url.path)'; \(line)"],
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return .init(
      status: result.terminationStatus, output: result.standardOutput,
      errors: result.standardError)
  }

  private static let job = SampleHeadlines.folder("templates")
    .appending(path: "news-headlines/job.json").path

  private static let lines = (0..<30).map { "{\"source\": \"Headline \($0)\"}\n" }.joined()

  @Test(
    "A message that cannot be written ends nothing, and a file never gets its number",
    arguments: ["2>&-", "2>/dev/full", "<&- >/dev/null 2>&-"])
  func closedErrors(streams: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("c", "text;label\nRain, tonight;x\nGoal;y\n")
    let made = try await shell("$W prepare c --output m \(streams)", in: folder)
    #expect(made.succeeded, "\(made.status)")
    #expect(try folder.read("m").hasPrefix("{"))
    let refused = try await shell("$W status nothing \(streams)", in: folder)
    #expect(refused.status == .exited(1))
  }

  @Test("Where too few files may be open, a command says so and begins nothing")
  func fewFiles() async throws {
    let folder = try TemporaryFolder()
    try folder.write("m", Self.lines)
    let made = try await shell("$W init p --job \(Self.job) --input m", in: folder)
    #expect(made.succeeded)
    for command in ["export p --partial", "run p --once", "pause p"] {
      let told = try await shell("ulimit -n 12; $W \(command)", in: folder)
      #expect(told.status == .exited(1))
      #expect(told.errors.contains("only 12 files may be open"), "\(told.errors)")
    }
    // A limit that the program may raise is no obstacle.
    #expect(try await shell("ulimit -Sn 12; $W run p --once", in: folder).succeeded)
  }

  @Test("Output that cannot be written is a failure with words", arguments: [">/dev/full", ">&-"])
  func fullOutput(streams: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("m", Self.lines)
    let line = "$W init p --job \(Self.job) --input m && $W status p --json \(streams)"
    let told = try await shell(line, in: folder)
    #expect(told.status == .exited(1))
    #expect(told.errors.contains("standard output: cannot write"), "\(told.errors)")
    #expect(try await shell("$W status p | true", in: folder).succeeded)
  }

  @Test(
    "init takes a manifest from a pipe, and verify an export",
    arguments: [
      "cat m | $W init p --job JOB --input /dev/stdin", "$W init p --job JOB --input <(cat m)",
    ])
  func initialize(line: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("m", Self.lines)
    let made = try await shell(line.replacing("JOB", with: Self.job), in: folder)
    #expect(made.succeeded, "\(made.errors)")
    #expect(try folder.read("p/input.manifest") == Self.lines)
    let checked = try await shell(
      "$W export p --partial --output o && cat o | $W verify p /dev/stdin && $W verify p <(cat o)",
      in: folder)
    #expect(checked.succeeded, "\(checked.errors)")
  }

  @Test(
    "prepare and simulate read a pipe like a file",
    arguments: [
      "cat c | $W prepare - --output m", "cat c | $W prepare /dev/stdin --output m",
      "$W prepare <(cat c) --output m", "mkfifo f; cat c > f & $W prepare f --output m",
      "$W prepare - --output m < c", "gzip -c c | gzip -dc | $W prepare - --output m",
    ])
  func prepare(line: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("c", "text;label\nRain, tonight;x\nGoal;y\n")
    let made = try await shell(line, in: folder)
    #expect(made.succeeded, "\(made.errors)")
    #expect(try folder.read("m").contains(#""source": "Rain, tonight""#))
  }

  @Test("model train reads its manifest from a pipe, and prepare its labels")
  func others() async throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map {
      "headline \($0 % 2 == 0 ? "rain" : "goal") \($0),\($0 % 2 == 0 ? "x" : "y")\n"
    }
    try folder.write("c", "text,label\n" + rows.joined())
    try folder.write("l", #"{"labels": [{"label": "y"}, {"label": "x"}]}"#)
    let made = try await shell(
      "$W prepare c --labels <(cat l) --labeled all --output m && cat m | $W model train /dev/stdin --output t",
      in: folder)
    #expect(made.succeeded, "\(made.errors)")
    #expect(
      try folder.read("m").contains(#""category": 1, "category-metadata": {"class-name": "x""#))
  }

  @Test(
    "What never ends, or never comes, is refused soon and in words",
    arguments: [
      ("$W prepare /dev/zero --output m", "without a line end"),
      ("tr '\\0' x < /dev/zero | $W prepare - --output m", "without a line end"),
      ("head -c 100M /dev/zero | gzip -1 > z; $W prepare z --output m", "without a line end"),
      ("(printf PAR1; cat /dev/zero) | $W prepare - --output m", "a Parquet file"),
      ("mkfifo f; $W prepare f --output m", "no program writes to this pipe"),
      ("$W init p --job /dev/zero --input m", "without a line end"),
      ("truncate -s 1G j; $W init p --job j --input m", "more than 16 MB"),
      ("yes | $W init p --job /dev/stdin --input m", "more than 16 MB"),
    ])
  func endless(line: String, words: String) async throws {
    let folder = try TemporaryFolder()
    let refused = try await shell("\(line)", in: folder)
    #expect(!refused.succeeded && refused.errors.contains(words), "\(refused.errors)")
    #expect(try !folder.contents.contains("m"))
  }
}
