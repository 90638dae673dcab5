package import Domain

/// The words for a decision of the lead.
package enum AdjudicationText {
  /// Returns the reason that is kept for a decision of which none was given: “confirmed”.
  package static func unexplained(_ decision: Adjudication) -> String {
    let done =
      switch decision {
      case .confirm: "confirmed"
      case .label: "changed"
      case .reject: "rejected"
      case .reopen: "reopened"
      case .undo: "undone"
      }
    return "\(done) without a reason"
  }

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
