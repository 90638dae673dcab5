/// Why a project's database cannot be used.
package enum StoreError: Error, Equatable, CustomStringConvertible {
  case newerSchema
  case olderSchema
  /// A value that no version of winnow writes.
  case damaged(String)

  package var description: String {
    switch self {
    case .newerSchema:
      "the project was written by a newer winnow; open it with that version"
    case .olderSchema:
      "the project was made by an older winnow; any of its lead's commands that write, such as "
        + "“winnow label” or “winnow run”, brings it up to this version"
    case .damaged(let what):
      "project.sqlite is damaged (\(what)); restore it from a backup"
    }
  }
}
