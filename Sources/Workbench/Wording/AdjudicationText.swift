package import Domain

/// The words for a decision of the lead.
package enum AdjudicationText {
  /// Returns what the lead did, for before the item: “confirmed”.
  package static func past(_ decision: Adjudication) -> String {
    switch decision {
    case .confirm: "confirmed the label of"
    case .label: "set the label of"
    case .reject: "rejected"
    case .reopen: "reopened"
    case .undo: "undid the decision about"
    }
  }
}
