/// A reason why a tar archive cannot be written or used.
package enum ArchiveFault: FaultReason, Error {
  /// A file whose name or size has no room in the form.
  case tooLarge(String)
  case damaged
  case cut
  /// A link, a folder or a device.
  case noFile(String)
  /// A path that leads out of the archive.
  case unsafePath(String)
  case repeated(String)

  package var description: String {
    switch self {
    case .tooLarge(let name):
      "“\(name)” is larger than 8 GB or has a name of more than 100 bytes, which a tar archive has no "
        + "room for; copy the project's folder while nobody works on it"
    case .damaged: "not a tar archive, or damaged; use another backup"
    case .cut: "it ends too early; copy it again from where it came"
    case .noFile(let name):
      "“\(name)” is no plain file (a link, say), so this is no backup of winnow; nothing was made"
    case .unsafePath(let name):
      "“\(name)” leads out of the archive, so this is no backup of winnow; nothing was made"
    case .repeated(let name):
      "“\(name)” is in it twice, so this is no backup of winnow; nothing was made"
    }
  }
}
