import Domain
import Foundation
import Testing

@testable import Learning

@Suite("Learning: predictions of two models, and of fewer classes")
struct PoolingTests {
  @Test("Pooled rows are normalized geometric means; weights 0 and 1 are either model alone")
  func pooled() {
    let one = ProbabilityRows(values: [0.8, 0.2], classCount: 2)
    let other = ProbabilityRows(values: [0.5, 0.5], classCount: 2)
    let both = one.pooled(with: other, weight: 0.5)
    // √(0.8 · 0.5) : √(0.2 · 0.5) = 2 : 1
    #expect(abs(both.values[0] - 2 / 3) < 1e-5 && abs(both.values[1] - 1 / 3) < 1e-5)
    #expect(abs(one.pooled(with: other, weight: 0).values[0] - 0.8) < 1e-5)
    #expect(abs(one.pooled(with: other, weight: 1).values[0] - 0.5) < 1e-5)
  }

  @Test("A model that excludes a class does not exclude it from both")
  func floor() {
    let one = ProbabilityRows(values: [0, 1], classCount: 2)
    let other = ProbabilityRows(values: [1, 0], classCount: 2)
    #expect(abs(one.pooled(with: other, weight: 0.5).values[0] - 0.5) < 1e-5)
  }

  @Test("A classifier of fewer classes predicts as before, without the others")
  func keeping() {
    let made = MadeUpTexts(count: 60)
    let features = TextFeatures(texts: made.texts)
    let labels = made.humanLabels(0..<30).filter { $0.label != 1 }
    let whole = ClassifierTrainer().train(features, labels: labels, classCount: 3)
    let kept = whole.keeping([0, 2])
    #expect(whole.keeping([0, 1, 2]) == whole)
    let (rows, fewer) = (whole.predict(features), kept.predict(features))
    #expect(fewer.classCount == 2)
    for row in 0..<60 {
      #expect(rows.best(of: row).label == [0, 2][fewer.best(of: row).label])
    }
  }
}
