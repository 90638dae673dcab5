package import Domain

/// A reason why a project's database cannot be used, or does not take what it is given.
package enum StoreError: Error, Equatable, CustomStringConvertible {
  case newerSchema
  case olderSchema
  /// A value that no version of winnow writes.
  case damaged(String)
  /// The database cannot be read or written now, with the reason and the way out.
  case unavailable(String)
  /// An item's number beyond the project's total.
  case noSuchItem(Item.ID)

  package var description: String {
    switch self {
    case .newerSchema:
      "the project was written by a newer winnow; open it with that version"
    case .olderSchema:
      "the project was made by an older winnow; any of its lead's commands that write, such as "
        + "“winnow label” or “winnow run”, brings it up to this version"
    case .damaged(let what):
      "project.sqlite is damaged (\(what)); end all winnow commands on the project and copy its "
        + "folder, then put a backup in its place, or what “sqlite3 project.sqlite .dump” can still "
        + "read (“winnow doctor” says how)"
    case .unavailable(let why): "project.sqlite cannot be used: \(why)"
    case .noSuchItem(let item): "the project has no item \(item)"
    }
  }
}
