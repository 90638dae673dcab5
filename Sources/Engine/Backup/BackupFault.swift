import Dataset

/// A reason why a backup cannot be made or restored.
package enum BackupFault: FaultReason {
  /// The loop published round after round while it was copied.
  case unsteady
  case unsound(String)
  case noBackup
  case newer(String)
  /// A file that is missing, too many, or not as it was written.
  case changed(String)
  case otherCounts

  package var description: String {
    switch self {
    case .unsteady:
      "the rounds changed while they were copied; “winnow pause” the loop, then make the backup again"
    case .unsound(let what):
      "the copy of the database is not sound (\(what)); “winnow doctor” says what is wrong with the "
        + "project"
    case .noBackup: "no backup of winnow: it does not begin with backup.json; name another file"
    case .newer(let version):
      "it was written by winnow \(version), whose backups this version does not know; use that one"
    case .changed(let name):
      "“\(name)” is not as the backup was written; nothing was made; use another backup"
    case .otherCounts:
      "its database has not the answers and counts that the backup was made with; nothing was made; "
        + "use another backup"
    }
  }
}
