/// How long each step of something took.
struct Stopwatch {
  private(set) var steps: [(name: String, seconds: Double)] = []

  /// Does something and adds its time to the step of that name.
  mutating func measure<Result>(_ name: String, _ work: () -> Result) -> Result {
    let start = ContinuousClock.now
    let result = work()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    if let place = steps.firstIndex(where: { $0.name == name }) {
      steps[place].seconds += seconds
    } else {
      steps.append((name, seconds))
    }
    return result
  }

  /// One line, the times divided by `rounds`.
  func summary(rounds: Int = 1) -> String {
    steps.map { "\($0.name) \(Self.text($0.seconds / Double(max(1, rounds))))" }
      .joined(separator: ", ")
  }

  private static func text(_ seconds: Double) -> String {
    "\((seconds * 10_000).rounded() / 10) ms"
  }
}
