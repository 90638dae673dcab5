import Foundation

/// Many labelers at one project: how long each key waits, what the screens cost, what is kept.
///
/// Every labeler is a process at a pseudo-terminal of its own and answers at random; a loop and
/// dashboards run beside them. Afterwards the answers that the screens took are compared with those
/// in the project. The budget is 50 ms at the 99th percentile; the figures are printed, not judged.
struct LoadBenchmark {
  static let usage = """
    benchmarks load FILE [--rows 20000] [--labelers 20] [--dashboards 3] [--seconds 300]
            [--pause 500]
    """

  private let news: String
  private let options: Options

  init(_ arguments: [String]) throws {
    guard let news = arguments.first, !news.hasPrefix("--") else { throw UsageError(Self.usage) }
    self.news = news
    options = try Options(Array(arguments.dropFirst()), usage: Self.usage)
  }

  /// Two labelers and a dashboard on the sample data, for two seconds.
  static func smoke() throws {
    let file = Child.repository.appending(path: "sample-data/headlines.csv").path
    try LoadBenchmark([
      file, "--rows", "500", "--labelers", "2", "--dashboards", "1", "--seconds", "2",
    ]).run()
  }

  func run() throws {
    let project = try BenchmarkProject(news, rows: options("--rows", 20_000))
    defer { project.remove() }
    let loop = try ScreenProcess(["run", project.path, "--quiet"], rows: 24, columns: 80)
    let crowd = Crowd(
      pause: .milliseconds(options("--pause", 500)), seconds: options("--seconds", 300))
    for number in 0..<options("--labelers", 20) {
      try crowd.add(
        ScreenProcess(
          ["label", project.path, "--no-loop", "--worker", "worker\(number)"], rows: 24,
          columns: 80), isLabeler: true, seed: UInt64(number))
    }
    for _ in 0..<options("--dashboards", 3) {
      try crowd.add(
        ScreenProcess(["watch", project.path], rows: 30, columns: 100), isLabeler: false, seed: 0)
    }
    let result = crowd.finish()
    let loopCost = loop.terminate()
    print(result.text(loop: loopCost))
    print(try KeptAnswers(project.path).text(pressed: result.times.count))
  }
}

/// The annotations that a project has, as its export tells.
private struct KeptAnswers {
  private var counted: [Int: Int] = [:]
  private var others = 0

  init(_ project: String) throws {
    struct Row: Decodable {
      let line: Int
      let state: String
    }
    let output = "\(project)-output"
    _ = try Child.winnow([
      "export", project, "--annotations", "--output", "\(output).manifest", "--partial",
    ])
    let answers = try String(contentsOfFile: "\(output).annotations.jsonl", encoding: .utf8)
    for line in answers.split(separator: "\n") {
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      if row.state == "counted" { counted[row.line, default: 0] += 1 } else { others += 1 }
    }
  }

  func text(pressed: Int) -> String {
    let kept = counted.values.reduce(0, +)
    let twice = counted.values.count { $0 > 1 }
    return "kept: \(kept) counted and \(others) other answers of \(pressed) keys that brought the"
      + " next item; \(twice) items counted twice; lost: \(max(0, pressed - kept - others))"
  }
}
