/// A reason not to use a file of the lead's.
package enum SettingsFault: FaultReason {
  case notTheLeads
  case unreadable
  /// A start model that is not the lead's.
  case foreignModel

  package var description: String {
    switch self {
    case .notTheLeads:
      "not a file that only the project's owner can write; remove it, and set the values "
        + "again with “winnow set”"
    case .foreignModel:
      "not a file that only the project's owner can write; remove it: the job then goes on without "
        + "a start model"
    case .unreadable:
      "not a settings file of winnow; correct it, or remove it to start from the job"
    }
  }
}
