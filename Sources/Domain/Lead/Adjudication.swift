/// A decision of the lead about the label of an item.
///
/// It wins over the workers' labels and over rounds until it is undone.
package enum Adjudication: Sendable, Equatable, Codable {
  /// The label that the item has, whoever gave it; nothing happens to an item without one.
  case confirm
  case label(Int)
  case reject(RejectReason)
  /// The item's answers count no longer, and people are asked again.
  case reopen
  /// Takes the latest decision about the item back; what was before it holds again.
  case undo
}

/// An item that the lead has decided about, with the labels that people gave without knowing of it.
///
/// The evidence of the accuracy rests on those: a lead who looks at the model's errors alone, and
/// sees its label, would make the model look better than it is.
package struct AdjudicatedItem: Sendable, Equatable {
  package var item: Item.ID
  /// Oldest first: that of answers before the item was reopened, and that of answers since then.
  package var opinions: [Int]
  /// People are asked again, and have not answered yet.
  package var isReopened: Bool

  package init(item: Item.ID, opinions: [Int], isReopened: Bool = false) {
    self.item = item
    self.opinions = opinions
    self.isReopened = isReopened
  }
}
