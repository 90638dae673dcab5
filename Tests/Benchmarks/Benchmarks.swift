import Foundation

/// Measures what the parts of winnow cost and how good they are.
///
///     swift run -c release benchmarks learner newsCorpora.csv --quick
@main
enum Benchmarks {
  static func main() {
    do {
      try run()
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(64)
    }
  }

  private static func run() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard let command = arguments.first else { return print(usage) }
    arguments.removeFirst()
    switch command {
    case "learner": try LearnerBenchmark(arguments).run()
    case "child": try LearnerChild.run(arguments)
    case "contracts": try ContractsBenchmark(arguments).run()
    case "load": try LoadBenchmark(arguments).run()
    case "rows" where arguments.count == 3:
      try ManyRows(arguments[0]).write(Int(arguments[1]) ?? 0, to: arguments[2])
    case "scale": try ScaleBenchmark(arguments).run()
    case "keys": try KeysBenchmark(arguments).run()
    case "tasks": try TasksBenchmark(arguments).run()
    case "torture": try TortureBenchmark(arguments).run()
    case "agreement": try AgreementBenchmark(arguments).run()
    case "review": try ReviewBenchmark(arguments).run()
    case "--smoke": try smoke()
    default: print(usage)
    }
  }

  /// Runs every benchmark on little data, so that none can rot; takes seconds.
  private static func smoke() throws {
    try LearnerBenchmark.smoke()
    try KeysBenchmark.smoke()
    try LoadBenchmark.smoke()
    try ContractsBenchmark.smoke()
    try TasksBenchmark.smoke()
    try AgreementBenchmark.smoke()
    try ReviewBenchmark.smoke()
  }

  private static let usage = """
    usage: benchmarks learner [PART] FILE [options]
           \(ContractsBenchmark.usage)
           \(TasksBenchmark.usage)
           \(LoadBenchmark.usage)
           \(ScaleBenchmark.usage)
           \(AgreementBenchmark.usage)
           \(ReviewBenchmark.usage)
           benchmarks keys FILE [--rows 10000,296055] [--presses 300]
           \(TortureBenchmark.usage)
           benchmarks --smoke

    \(LearnerBenchmark.usage)
    """
}
