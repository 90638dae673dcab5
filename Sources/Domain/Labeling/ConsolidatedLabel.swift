/// The label that several answers to an item come to.
package struct ConsolidatedLabel: Sendable, Equatable {
  package var item: Item.ID
  package var label: Int
  /// For the manifest, 0–1: the share of the answers, or the label's probability.
  package var confidence: Double
  /// The answer that settled the item: with another one it is to be consolidated anew.
  package var annotation: Int64

  package init(item: Item.ID, label: Int, confidence: Double, annotation: Int64) {
    self.item = item
    self.label = label
    self.confidence = confidence
    self.annotation = annotation
  }
}
