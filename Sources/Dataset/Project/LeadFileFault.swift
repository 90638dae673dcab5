/// A reason why a file that only the lead writes is not used.
package enum LeadFileFault: FaultReason {
  case notTheLeads(Content)
  case unreadable(Content)
  /// The loop has seen it, and it is not there.
  case lost(Content)

  /// The content of such a file, which decides about the remedy.
  package enum Content: Sendable {
    case settings
    case labelChanges
    /// The model that a job starts with.
    case startModel
    /// A record that the loop begins anew where there is none.
    case seal
  }

  package var description: String {
    switch self {
    case .notTheLeads(let content):
      "not a file that only the project's owner can write; \(Self.remedy(content))"
    case .unreadable(let content):
      "not \(content == .settings ? "a settings file" : "changes of labels") as winnow writes "
        + "them; \(Self.remedy(content))"
    case .lost(let content): "missing, though the loop has read it before; \(Self.remedy(content))"
    }
  }

  private static func remedy(_ content: Content) -> String {
    switch content {
    case .settings: "remove it, and set the values again with “winnow set”"
    case .labelChanges:
      "if you never changed a label of this job, remove it; else take your own from a backup "
        + "(“winnow restore”): without it, answers have the labels of before"
    case .startModel: "remove it: the job then goes on without a start model"
    case .seal: "remove it; the loop begins a new one"
    }
  }
}
