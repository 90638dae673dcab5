import Domain
import Testing

@testable import Engine

@Suite struct LearnedLabelsTests {
  private let learned = LearnedLabels(
    LabelSnapshot(
      labels: [HumanLabel(item: 3, label: 0), HumanLabel(item: 5, label: 1)], excluded: [],
      held: [], copied: [], repeats: [], adjudicated: [], watermark: 2))

  @Test("An answer of a label that the model has met, to another item, can contradict it")
  func met() {
    #expect(learned.canBeContradicted(byLabel: 1, of: 4))
    #expect(!learned.canBeContradicted(byLabel: 1, of: 5))
  }

  @Test("A label that was split or added since is no contradiction")
  func unmet() { #expect(!learned.canBeContradicted(byLabel: 2, of: 4)) }
}
