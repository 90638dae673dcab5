package import Domain
package import Foundation
import GRDB

#if canImport(Glibc)
  internal import Glibc
#endif

/// A project's store in one SQLite file, shared by every process that works on the project.
///
/// WAL mode: readers never wait for the writer. Every commit is flushed (`synchronous = FULL`)
/// before its method returns.
package struct SQLiteStore: ProjectStore {
  let writer: any DatabaseWriter
  /// A connection of its own, whose `data_version` moves with every other connection's commits.
  let watcher: DatabaseQueue?
  let items: any ItemSource
  let autoLabels: any AutoLabelSource
  let stacks: any StackSource
  let isLoopAlive: @Sendable () -> Bool
  let isAlive: @Sendable (ProcessIdentity) -> Bool

  /// Opens a project's database and brings it up to this version's schema.
  ///
  /// `isAlive` answers for processes of this machine; where it cannot tell, it says true.
  package init(
    path: String, items: any ItemSource, autoLabels: any AutoLabelSource,
    stacks: any StackSource = NoStacks(),
    isLoopAlive: @escaping @Sendable () -> Bool = { false },
    isAlive: @escaping @Sendable (ProcessIdentity) -> Bool = { _ in true }
  ) throws {
    let pool = try DatabasePool(path: path, configuration: Self.configuration)
    // The pool sets NORMAL after its own preparation, so this must come after it is open.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    self.items = items
    self.autoLabels = autoLabels
    self.stacks = stacks
    self.isLoopAlive = isLoopAlive
    self.isAlive = isAlive
    writer = pool
    watcher = try DatabaseQueue(path: path, configuration: Self.configuration)
    try Self.migrate(pool, path: path)
  }

  /// Makes a store that lives in memory: for rehearsals and tests.
  package init(
    inMemory setup: ProjectSetup, items: any ItemSource, autoLabels: any AutoLabelSource,
    stacks: any StackSource = NoStacks(), now: Date
  ) throws {
    let queue = try DatabaseQueue(configuration: Self.configuration)
    self.items = items
    self.autoLabels = autoLabels
    self.stacks = stacks
    isLoopAlive = { true }
    isAlive = { _ in true }
    writer = queue
    watcher = nil
    try Schema.migrator.migrate(queue)
    try queue.write { try Self.fill($0, with: setup, now: now) }
  }

  /// Makes the database of a new project.
  package static func create(path: String, setup: ProjectSetup, now: Date) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try Schema.migrator.migrate(queue)
    try queue.write { try fill($0, with: setup, now: now) }
    try queue.close()
  }

  /// A number that moves with every commit of any process.
  package func version() throws -> Int {
    guard let watcher else { return try writer.read { $0.totalChangesCount } }
    return try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
  }

  /// Waits in short sleeps for another process's transaction: SQLite's own back-off grows to
  /// 100 ms, which a labeler would feel.
  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .callback { attempts in
      usleep(attempts < 20 ? 500 : 2_000)
      return attempts < 5_000
    }
    return configuration
  }

  private static func migrate(_ pool: DatabasePool, path: String) throws {
    if try pool.read({ try Schema.migrator.hasBeenSuperseded($0) }) {
      throw StoreError.newerSchema(path)
    }
    if try pool.read({ try !Schema.migrator.hasCompletedMigrations($0) }) {
      try Schema.migrator.migrate(pool)
    }
  }
}

/// Why a project's database could not be used.
package enum StoreError: Error, Equatable, CustomStringConvertible {
  case newerSchema(String)

  package var description: String {
    switch self {
    case .newerSchema(let path):
      "\(path): made by a newer winnow; open the project with that version"
    }
  }
}

extension SQLiteStore {
  /// How hard the writer's commits are flushed: 2 is `FULL`.
  package func synchronousLevel() throws -> Int {
    try writer.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
  }
}
