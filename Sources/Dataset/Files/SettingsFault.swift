/// Why the lead's settings are not taken.
package enum SettingsFault: FaultReason {
  case notTheLeads
  case unreadable

  package var description: String {
    switch self {
    case .notTheLeads:
      "not a file that only the project's owner can write; remove it, and set again what should "
        + "hold (“winnow set”)"
    case .unreadable: "not settings of winnow; mend it, or remove it to start from the job"
    }
  }
}
