import Learning

/// Texts of made-up words for tests: each class has words of its own, and all share some.
struct MadeUpTexts {
  private(set) var texts: [String] = []
  private(set) var labels: [Int] = []

  init(count: Int, classCount: Int = 3, seed: UInt64 = 1) {
    var generator = SeededGenerator(seed: seed)
    for row in 0..<count {
      let label = row % classCount
      let words = (0..<7).map { _ in
        generator.nextUnit() < 0.55
          ? "topic\(label)n\(generator.next(below: 25))" : "word\(generator.next(below: 40))"
      }
      texts.append(words.joined(separator: " "))
      labels.append(label)
    }
  }

  func humanLabels(_ rows: some Sequence<Int>) -> [HumanLabel] {
    rows.map { HumanLabel(row: $0, label: labels[$0]) }
  }
}
