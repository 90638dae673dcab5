import Foundation

/// From a label's key to the next item on the screen, at a pseudo-terminal, while the loop works.
///
/// A job with small batches keeps the loop training and publishing while the keys are pressed. The
/// budget is a frame, 16 ms; the figures are printed, not judged.
struct KeysBenchmark {
  private let news: String
  private let rows: [Int]
  private let presses: Int
  private let pause: Int

  init(_ arguments: [String]) throws {
    guard let news = arguments.first, !news.hasPrefix("--") else {
      throw BenchmarkError("benchmarks keys FILE [--rows 10000,296055] [--presses 300]")
    }
    self.news = news
    func value(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap {
        $0 + 1 < arguments.count ? arguments[$0 + 1] : nil
      }
    }
    rows = (value("--rows") ?? "10000").split(separator: ",").compactMap { Int($0) }
    presses = value("--presses").flatMap { Int($0) } ?? 300
    pause = value("--pause").flatMap { Int($0) } ?? 100
  }

  /// A few keys on the sample data.
  static func smoke() throws {
    let file = Child.repository.appending(path: "sample-data/headlines.csv").path
    try KeysBenchmark([file, "--rows", "500", "--presses", "10"]).run()
  }

  func run() throws {
    for count in rows {
      let project = try BenchmarkProject(news, rows: count, learning: "{\"BatchSize\": 10}")
      defer { project.remove() }
      let times = try measure(project.path)
      let rounds =
        try Child.winnow(["status", project.path]).split(separator: "\n")
        .first { $0.contains("loop") } ?? ""
      report(count, times, rounds: String(rounds))
    }
  }

  private func report(_ count: Int, _ times: [Double], rounds: String) {
    guard !times.isEmpty else { return print("\(count) items: no key was answered") }
    let sorted = times.sorted()
    func at(_ share: Double) -> String {
      String(format: "%.1f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
    }
    print(
      "\(count) items, \(times.count) of \(presses) keys answered: median \(at(0.5)) ms, "
        + "99th percentile \(at(0.99)) ms, slowest \(at(1)) ms (budget 16 ms); after it:\(rounds)")
  }
}

extension KeysBenchmark {
  /// Presses keys at the screen and gives the milliseconds that each took.
  private func measure(_ project: String) throws -> [Double] {
    let screen = try ScreenProcess(["label", project], rows: 32, columns: 110)
    let terminal = screen.terminal
    var times: [Double] = []
    // The first screen, and the loop's first round: the tasks come with it.
    _ = terminal.burst(within: 20_000, quiet: 3_000)
    for number in 0..<presses {
      _ = terminal.burst(within: 0, quiet: 0)
      let start = ContinuousClock.now
      terminal.type(["b", "e", "m", "t"][number % 4])
      if let last = terminal.burst(within: 2_000, quiet: 4) {
        times.append((last - start) / .milliseconds(1))
      }
      usleep(useconds_t(pause * 1_000))
    }
    _ = screen.leave()
    return times
  }
}
