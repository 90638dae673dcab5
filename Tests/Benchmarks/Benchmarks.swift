/// Measures what the parts of winnow cost and how good they are.
///
///     swift run -c release benchmarks learner newsCorpora.csv --seeds 3
@main
enum Benchmarks {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard let command = arguments.first else { return print(usage) }
    arguments.removeFirst()
    switch command {
    case "learner": try LearnerBenchmark(arguments).run()
    case "keys": try KeysBenchmark(arguments).run()
    default: print(usage)
    }
  }

  private static let usage = """
    usage: benchmarks learner FILE [--rows N] [--seeds N] [--first-seed N] [--targets 0.95,0.97]
             [--start N] [--batch N] [--audits 0.1] [--most 0.45] [--strategy diverse]
             [--threads N] [--own-weight 0.3] [--steps]
    """
}
