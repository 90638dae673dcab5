/// A reason not to use the lead's settings file.
package enum SettingsFault: FaultReason {
  case notTheLeads
  case unreadable

  package var description: String {
    switch self {
    case .notTheLeads:
      "not a file that only the project's owner can write; remove it, and set the values "
        + "again with “winnow set”"
    case .unreadable:
      "not a settings file of winnow; correct it, or remove it to start from the job"
    }
  }
}
