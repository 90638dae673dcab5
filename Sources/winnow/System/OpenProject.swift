import Dataset
import Domain
import Engine
import Foundation
import Glibc
import SQLiteStore

/// A project with its store, as every command but `init` needs it.
struct OpenProject {
  let project: Project
  let store: SQLiteStore
  /// The owner of the folder, or root: only the lead runs the loop.
  let isLead: Bool
  /// Runs as the folder's owner, not as root in their place.
  let isOwner: Bool

  init(_ path: String) throws {
    project = try Project.open(path: path)
    let folder = project.folder
    let owner = try Self.check(folder)
    isOwner = owner == geteuid()
    isLead = owner == geteuid() || geteuid() == 0
    store = try SQLiteStore(
      path: folder.database,
      items: ProjectItems(folder: folder, contextKeys: project.contextKeys),
      autoLabels: FolderArchive(folder: folder), stacks: StackFile(path: folder.stacks),
      isLoopAlive: { LoopLock.isHeld(path: folder.loopLock) }, isAlive: Identity.isAlive)
  }

  var archive: FolderArchive { FolderArchive(folder: project.folder) }

  /// Refuses what cannot be trusted, lets the group in where the folder does, and gives the owner.
  private static func check(_ folder: ProjectFolder) throws -> uid_t {
    try FileSystem.refuseNetwork(folder.path)
    let (place, database) = (
      try FileSystem.status(folder.path), try FileSystem.status(folder.database)
    )
    guard place.st_uid == database.st_uid else {
      throw OpenProjectError.foreignDatabase(folder.database)
    }
    // SQLite gives its own files the database's mode; all others are the group's to read.
    if place.st_mode & 0o070 != 0 { umask(0o027) }
    return place.st_uid
  }
}

/// Why a project is not opened.
enum OpenProjectError: Error, Equatable, CustomStringConvertible {
  case foreignDatabase(String)

  var description: String {
    switch self {
    case .foreignDatabase(let path):
      "\(path): does not belong to the folder's owner, so someone else has put it there; "
        + "ask the lead"
    }
  }
}
