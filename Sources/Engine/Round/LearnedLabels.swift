import Domain

/// The items and labels that a round's model has learned from.
struct LearnedLabels {
  private let items: Set<Item.ID>
  private let labels: Set<Int>

  init(_ snapshot: LabelSnapshot) {
    items = Set(snapshot.labels.map(\.item))
    labels = Set(snapshot.labels.map(\.label))
  }

  /// Whether an answer tells something of the model's sureness: of an item that it did not know, with a
  /// label that it had met.
  ///
  /// A label that the lead has just split or added is no contradiction; `LabelCoverage` holds auto-labels
  /// until it is met.
  func canBeContradicted(byLabel label: Int, of item: Item.ID) -> Bool {
    !items.contains(item) && labels.contains(label)
  }
}
