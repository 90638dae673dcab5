import Domain
import Testing

@testable import Learning

@Suite struct ClassifierTests {
  private let made = MadeUpTexts(count: 150)

  private func model(
    _ features: TextFeatures, _ rows: some Sequence<Int>, classCount: Int = 3, threads: Int = 1,
    seed: UInt64 = 4
  ) -> Classifier {
    var trainer = ClassifierTrainer()
    trainer.threads = threads
    return trainer.train(
      features, labels: made.humanLabels(rows), classCount: classCount, seed: seed)
  }

  @Test("The classifier learns classes with different words")
  func learns() {
    let features = TextFeatures(texts: made.texts)
    let rows = model(features, 0..<45).predict(features, threads: 1)
    let right = (45..<150).count { rows.best(of: $0).label == made.labels[$0] }
    #expect(right > 95)
  }

  @Test("A row's class probabilities have the sum 1")
  func sums() {
    let features = TextFeatures(texts: made.texts + ["", "unknown"])
    let rows = model(features, 0..<30).predict(features, threads: 1)
    for row in 0..<rows.count {
      #expect(abs(rows[row].reduce(0, +) - 1) < 1e-5)
      #expect(rows[row].allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }

  @Test("One thread and two give the same bytes")
  func threads() {
    let features = TextFeatures(texts: made.texts)
    let one = model(features, 0..<60, classCount: 9, threads: 1)
    let two = model(features, 0..<60, classCount: 9, threads: 2)
    #expect(one == two)
    #expect(one.predict(features, threads: 1) == two.predict(features, threads: 2))
  }

  @Test("A class without a label has a probability near 0")
  func missingClass() {
    let features = TextFeatures(texts: made.texts)
    let rows = model(features, (0..<60).filter { made.labels[$0] != 1 })
      .predict(features, threads: 1)
    for row in 0..<rows.count { #expect(rows[row].dropFirst().first ?? 1 < 0.01) }
  }

  @Test("With labels of a single class its probability is near 1")
  func oneClass() {
    let features = TextFeatures(texts: made.texts)
    let rows = model(features, (0..<60).filter { made.labels[$0] == 2 })
      .predict(features, threads: 1)
    for row in 0..<rows.count {
      #expect(rows.best(of: row).label == 2)
      #expect(rows.best(of: row).first > 0.9)
    }
  }

  @Test("Without labels all classes are equally likely")
  func noLabels() {
    let features = TextFeatures(texts: made.texts)
    let rows = model(features, []).predict(features, threads: 1)
    for value in rows.values { #expect(abs(value - 1 / 3) < 1e-5) }
  }

  @Test("An empty text is predicted like an average one")
  func emptyText() {
    let features = TextFeatures(texts: made.texts + [""])
    let rows = model(features, 0..<60).predict(features, threads: 1)
    #expect(rows[150].allSatisfy { $0 > 0.15 })
  }

  @Test("A classifier trains and predicts a thousand classes")
  func thousandClasses() {
    let texts = (0..<80).map { "kind\($0 / 2) same" }
    let features = TextFeatures(texts: texts)
    let labels = stride(from: 0, to: 80, by: 2).map { HumanLabel(item: $0, label: $0 / 2 * 25) }
    var trainer = ClassifierTrainer()
    trainer.linear.maximumSweeps = 3
    let rows = trainer.train(features, labels: labels, classCount: 1000).predict(features)
    #expect(rows.classCount == 1000)
    #expect(rows.best(of: 41).label == 20 * 25)
  }

  @Test("A pool too small for features is predicted")
  func noFeatures() {
    let features = TextFeatures(texts: ["alpha", "beta"])
    let model = ClassifierTrainer().train(
      features, labels: [HumanLabel(item: 0, label: 0), HumanLabel(item: 1, label: 1)],
      classCount: 2)
    let rows = model.predict(features)
    #expect(rows.values.allSatisfy { abs($0 - 0.5) < 0.05 })
  }

  @Test("A classifier survives encoding; truncated or longer bytes are refused")
  func bytes() throws {
    let features = TextFeatures(texts: made.texts)
    let model = model(features, 0..<40, classCount: 6)
    let bytes = model.bytes
    #expect(try Classifier(bytes: bytes) == model)
    for damaged in [[], Array(bytes.dropLast()), bytes + [0]] {
      #expect(throws: ByteFault.self) { try Classifier(bytes: damaged) }
    }
  }

  @Test("A classifier sealed by an earlier version is read, unless a byte changed")
  func sealed() throws {
    let features = TextFeatures(texts: made.texts)
    let model = model(features, 0..<40, classCount: 6)
    let bytes = Seal("WINNOWCL", of: "model of a round", layout: .version(1)).closed(model.bytes)
    #expect(try Classifier(bytes: bytes) == model)
    for place in stride(from: 0, to: bytes.count, by: 173) {
      var damaged = bytes
      damaged[place] ^= 0x20
      #expect(throws: ByteFault.self) { try Classifier(bytes: damaged) }
    }
  }
}
