import Domain
import Learning

/// Texts of made-up words for tests: each class has words of its own, and all share some.
struct MadeUpTexts {
  private(set) var texts: [String] = []
  private(set) var labels: [Int] = []
  private var generator = SeededGenerator(seed: 1)

  init() {}

  init(texts: [String], labels: [Int]) {
    self.texts = texts
    self.labels = labels
  }

  init(count: Int, classCount: Int = 3, seed: UInt64 = 1) {
    generator = SeededGenerator(seed: seed)
    for row in 0..<count { add(label: row % classCount, words: 7, topicShare: 0.55) }
  }

  mutating func add(label: Int, text: String) {
    texts.append(text)
    labels.append(label)
  }

  /// Adds a text in which this share of the words is the class's own.
  mutating func add(label: Int, words: Int, topicShare: Double) {
    let words = (0..<words).map { _ in
      generator.nextUnit() < topicShare
        ? "topic\(label)n\(generator.next(below: 25))" : "word\(generator.next(below: 40))"
    }
    add(label: label, text: words.joined(separator: " "))
  }

  /// Adds a text of twelve words of two characters, without spaces.
  ///
  /// The alphabet has forty characters. Each class has ten pairs of them for words of its own,
  /// each second word is one; the other words are any pairs.
  mutating func addUnspaced(label: Int, alphabet: UInt32) {
    var scalars = String.UnicodeScalarView()
    for word in 0..<12 {
      let topic = generator.next(below: 10)
      let pair =
        word % 2 == 0
        ? ((topic * 7 + label) % 40, (topic * 3 + label * 11 + 5) % 40)
        : (generator.next(below: 40), generator.next(below: 40))
      for place in [pair.0, pair.1] {
        if let scalar = Unicode.Scalar(alphabet + UInt32(place)) { scalars.append(scalar) }
      }
    }
    add(label: label, text: String(scalars))
  }

  func humanLabels(_ rows: some Sequence<Int>) -> [HumanLabel] {
    rows.map { HumanLabel(item: $0, label: labels[$0]) }
  }
}
