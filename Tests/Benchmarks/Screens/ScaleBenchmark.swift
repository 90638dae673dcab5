import Foundation

/// The cost of every command as a project grows: time, peak memory and disk, and how each grows.
///
/// The rows are those of a file; beyond its end they are repeated with a word of another row put in.
/// Budgets are printed beside the figures, not judged.
struct ScaleBenchmark {
  static let usage = "benchmarks scale FILE [--rows 10000,422937] [--keys 200] [--folder FOLDER]"

  private let news: String
  private let sizes: [Int]
  private let keys: Int
  private let folder: String

  init(_ arguments: [String]) throws {
    guard let news = arguments.first, !news.hasPrefix("--") else { throw UsageError(Self.usage) }
    self.news = news
    func value(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap { arguments.dropFirst($0 + 1).first }
    }
    sizes = (value("--rows") ?? "10000,422937").split(separator: ",").compactMap { Int($0) }
    keys = value("--keys").flatMap { Int($0) } ?? 200
    folder =
      value("--folder")
      ?? FileManager.default.temporaryDirectory
      .appending(path: "winnow-scale-\(UUID().uuidString.prefix(8))").path
  }

  func run() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var columns: [ScaledJob] = []
    for size in sizes {
      var job = try ScaledJob(rows: size, of: news, in: "\(folder)/\(size)")
      try job.measure(keys: keys)
      job.remove()
      columns.append(job)
      print(job.text)
    }
    guard let first = columns.first, let last = columns.last, last.rows > first.rows else { return }
    print("growth from \(first.rows) to \(last.rows) items, as a power of the items:")
    for (name, cost) in first.steps {
      guard let later = last.steps.first(where: { $0.0 == name })?.1 else { continue }
      func power(_ one: Double, _ other: Double) -> String {
        guard one > 0, other > 0 else { return "–" }
        return String(
          format: "%.2f", log(other / one) / log(Double(last.rows) / Double(first.rows)))
      }
      print(
        "  \(name): time \(power(cost.elapsed, later.elapsed)), "
          + "memory \(power(cost.mebibytes, later.mebibytes))")
    }
  }
}

/// A job of one size, with what each step cost.
struct ScaledJob {
  let rows: Int
  private(set) var steps: [(String, ScreenProcess.Cost)] = []
  private var lines: [String] = []
  private let folder: String

  init(rows: Int, of news: String, in folder: String) throws {
    (self.rows, self.folder) = (rows, folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // A process of its own: a command's peak counts what its parent had in memory.
    _ = try Child.output(Child.ourselves, ["rows", news, "\(rows)", input])
  }

  private var input: String { "\(folder)/rows.csv" }
  private var manifest: String { "\(folder)/news.manifest" }
  private var path: String { "\(folder)/news" }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  mutating func measure(keys: Int) throws {
    try step(
      "prepare",
      ["prepare", input, "--labeled", "\(min(1_000, rows / 5))", "--output", manifest, "--quiet"])
    try? FileManager.default.removeItem(atPath: input)
    let job = try BenchmarkProject.job(in: folder, learning: "{}")
    try step("init", ["init", path, "--job", job, "--input", manifest])
    try step("first round", ["run", path, "--once", "--quiet"])
    try screen(keys: keys)
    try step("round", ["run", path, "--once", "--quiet"])
    try idle()
    for _ in 0..<2 { try step("status", ["status", path, "--json"]) }
    try step("export", ["export", path, "--partial", "--output", "\(folder)/out.manifest"])
    try step("verify", ["verify", path, "\(folder)/out.manifest"])
    note("disk: manifest \(size(manifest)), project \(size(path))")
  }

  private mutating func step(_ name: String, _ arguments: [String]) throws {
    let process = try ScreenProcess(arguments, rows: 24, columns: 100)
    guard let cost = process.wait() else { throw BenchmarkError("winnow \(name) failed") }
    steps.removeAll { $0.0 == name }
    steps.append((name, cost))
  }

  /// The first item, then keys while a loop's round runs.
  private mutating func screen(keys: Int) throws {
    let start = ContinuousClock.now
    let screen = try ScreenProcess(
      ["label", path, "--worker", "ana"], rows: 24, columns: 80)
    guard let shown = screen.terminal.burst(within: 60_000, quiet: 30) else {
      throw BenchmarkError("no item within a minute")
    }
    let first = (shown - start) / .milliseconds(1)
    screen.terminal.drain(until: .now + .seconds(2))
    var times: [Double] = []
    let disk = try DiskProbe(in: folder)
    for number in 0..<keys {
      screen.terminal.drain(until: .now + .milliseconds(50))
      disk.measure()
      screen.terminal.drain(until: .now + .milliseconds(50))
      let start = ContinuousClock.now
      screen.terminal.type(["b", "e", "m", "t"][number % 4])
      if let last = screen.terminal.burst(within: 2_000, quiet: 4) {
        times.append((last - start) / .milliseconds(1))
      }
    }
    steps.append(("labeling screen", screen.leave()))
    func at(_ share: Double, of times: [Double]) -> Double {
      let sorted = times.sorted()
      return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
    note(
      String(
        format: "first screen %.0f ms (budget 200); %d of %d keys, median %.1f, 99th percentile"
          + " %.1f ms (budget 16); the disk alone, a page: %.1f, %.1f ms", first, times.count, keys,
        at(0.5, of: times), at(0.99, of: times), at(0.5, of: disk.milliseconds),
        at(0.99, of: disk.milliseconds)))
  }

  /// A dashboard, a labeling screen and the loop while nothing happens.
  private mutating func idle() throws {
    let loop = try ScreenProcess(["run", path, "--quiet"], rows: 24, columns: 80)
    let start = ContinuousClock.now
    let watch = try ScreenProcess(["watch", path], rows: 50, columns: 200)
    let shown = watch.terminal.burst(within: 60_000, quiet: 30) ?? .now
    let label = try ScreenProcess(
      ["label", path, "--worker", "ben", "--no-loop"], rows: 24, columns: 80)
    for screen in [loop, watch, label] { screen.terminal.drain(until: .now + .seconds(2)) }
    let before = [loop, watch, label].map(\.usage)
    for _ in 0..<20 {
      for screen in [loop, watch, label] {
        screen.terminal.drain(until: .now + .milliseconds(160))
      }
    }
    let after = [loop, watch, label].map(\.usage)
    func share(_ index: Int) -> String {
      String(format: "%.2f %%", 100 * (after[index].seconds - before[index].seconds) / 9.6)
    }
    note(
      String(format: "dashboard's first screen %.0f ms; ", (shown - start) / .milliseconds(1))
        + "of a core while nothing happens: loop \(share(0)), dashboard \(share(1)), labeling screen"
        + " \(share(2)) (budget 0.5 %); loop at rest \(Int(after[0].mebibytes)) MiB (budget 150), "
        + "\(after[0].written - before[0].written) bytes written")
    steps.append(("dashboard", watch.leave()))
    _ = label.leave()
    steps.append(("loop at rest", loop.terminate()))
  }

  private mutating func note(_ line: String) { lines.append(line) }

  private func size(_ path: String) -> String {
    var bytes = 0
    if let paths = FileManager.default.enumerator(atPath: path) {
      for case let name as String in paths { bytes += length("\(path)/\(name)") }
    }
    return String(format: "%.1f MB", Double(bytes + length(path)) / 1e6)
  }

  private func length(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else { return 0 }
    return attributes?[.size] as? Int ?? 0
  }

  /// The figures as lines.
  var text: String {
    let table = steps.map { name, cost in
      String(
        format: "  %@ %8.2f s, %8.2f s on a processor, %7.0f MiB",
        name.padding(toLength: 16, withPad: " ", startingAt: 0), cost.elapsed, cost.seconds,
        cost.mebibytes)
    }
    return (["\(rows) items"] + table + lines.map { "  \($0)" }).joined(separator: "\n")
  }
}
