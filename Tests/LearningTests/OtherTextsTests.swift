import Domain
import Testing

@testable import Learning

/// Texts that are not headlines: the learner must not be made for one kind.
@Suite struct OtherTextsTests {
  /// A pool with some rows labeled, and how right the others are predicted.
  struct Trial: Equatable {
    let rows: ProbabilityRows
    let accuracy: Double

    init(_ made: MadeUpTexts, labeled: Range<Int>, classCount: Int) {
      let features = TextFeatures(texts: made.texts)
      let labels = made.humanLabels(labeled)
      let model = ClassifierTrainer().train(features, labels: labels, classCount: classCount)
      let graph = NeighborGraph(features)
      let spread = graph.spread(model.predict(features), labels: labels)
      let others = made.labels.indices.filter { !labeled.contains($0) }
      let right = others.count { spread.best(of: $0).label == made.labels[$0] }
      rows = spread
      accuracy = Double(right) / Double(others.count)
    }

    static func == (one: Trial, other: Trial) -> Bool { one.rows == other.rows }
  }

  @Test("Texts of two thousand words are classified")
  func longTexts() {
    var made = MadeUpTexts()
    for row in 0..<60 { made.add(label: row % 3, words: 2000 + 40 * row, topicShare: 0.03) }
    let trial = Trial(made, labeled: 0..<24, classCount: 3)
    #expect(trial.accuracy > 0.85)
    #expect(Trial(made, labeled: 0..<24, classCount: 3) == trial)
  }

  @Test(
    "Texts without spaces are classified",
    arguments: ["Chinese", "Japanese", "Thai"])
  func unspaced(language: String) throws {
    let first: [String: UInt32] = ["Chinese": 0x4E00, "Japanese": 0x3042, "Thai": 0x0E01]
    var made = MadeUpTexts()
    let alphabet = try #require(first[language])
    for row in 0..<200 { made.addUnspaced(label: row % 3, alphabet: alphabet) }
    let trial = Trial(made, labeled: 0..<60, classCount: 3)
    #expect(trial.accuracy > 0.75)
    #expect(Trial(made, labeled: 0..<60, classCount: 3) == trial)
  }

  @Test("Two classes and fifty are learned", arguments: [2, 50])
  func classes(count: Int) {
    let made = MadeUpTexts(count: 16 * count + 100, classCount: count, seed: 7)
    let trial = Trial(made, labeled: 0..<8 * count, classCount: count)
    #expect(trial.accuracy > 0.7)
    #expect(Trial(made, labeled: 0..<8 * count, classCount: count) == trial)
  }

  @Test("A class of one row in thirty is learned")
  func imbalance() {
    var made = MadeUpTexts()
    for row in 0..<600 { made.add(label: row % 30 == 0 ? 1 : 0, words: 8, topicShare: 0.6) }
    let trial = Trial(made, labeled: 0..<150, classCount: 2)
    let rare = (150..<600).filter { made.labels[$0] == 1 }
    let found = rare.count { trial.rows.best(of: $0).label == 1 }
    #expect(Double(found) > 0.7 * Double(rare.count))
    #expect(trial.accuracy > 0.96)
  }

  @Test("A class is learned once it has labels")
  func missingClass() {
    let made = MadeUpTexts(count: 300, classCount: 3, seed: 3)
    let features = TextFeatures(texts: made.texts)
    let graph = NeighborGraph(features)
    func rows(_ labels: [HumanLabel]) -> ProbabilityRows {
      let model = ClassifierTrainer().train(features, labels: labels, classCount: 3)
      return graph.spread(model.predict(features), labels: labels)
    }
    let start = made.humanLabels((0..<90).filter { made.labels[$0] != 2 })
    let before = rows(start)
    #expect((90..<300).allSatisfy { before.best(of: $0).label != 2 })
    let after = rows(start + made.humanLabels((0..<60).filter { made.labels[$0] == 2 }))
    let missed = (90..<300).filter { made.labels[$0] == 2 }
    let found = missed.count { after.best(of: $0).label == 2 }
    #expect(Double(found) > 0.6 * Double(missed.count))
  }

  @Test("Empty texts get the class shares and do not affect others")
  func emptyTexts() {
    var made = MadeUpTexts(count: 240, classCount: 3, seed: 5)
    for text in ["", " ", "\n\t", "--", "\u{3000}"] { made.add(label: 0, text: text) }
    let trial = Trial(made, labeled: 0..<90, classCount: 3)
    #expect(trial.rows.values.allSatisfy { $0.isFinite && $0 >= 0 })
    for row in 0..<245 { #expect(abs(trial.rows[row].reduce(0, +) - 1) < 1e-3) }
    #expect(trial.accuracy > 0.7)
    let none = MadeUpTexts(texts: ["", "", ""], labels: [0, 1, 0])
    #expect(Trial(none, labeled: 0..<2, classCount: 2).rows.values.allSatisfy { $0.isFinite })
  }

  @Test("The same texts, labels and seed give the same bytes on one thread and two")
  func sameBytes() {
    var made = MadeUpTexts(count: 120, classCount: 6, seed: 9)
    for row in 0..<60 { made.addUnspaced(label: row % 6, alphabet: 0x4E00) }
    func bytes(threads: Int) -> [UInt8] {
      let features = TextFeatures(texts: made.texts)
      var trainer = ClassifierTrainer()
      trainer.threads = threads
      let model = trainer.train(
        features, labels: made.humanLabels(0..<180), classCount: 6, seed: 4)
      return TextModel(
        labels: (0..<6).map { "\($0)" }, vocabulary: features.vocabulary, classifier: model
      ).bytes
    }
    #expect(bytes(threads: 1) == bytes(threads: 2))
  }
}
