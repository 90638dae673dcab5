package import Domain
package import Foundation

/// A project's labels, tasks and rounds, over any database.
///
/// Every write is one method and one short transaction, durable when the method returns; every
/// report is one read. Several processes may use one project at once.
package struct ProjectStore: LabelingStore {
  let database: any SQLDatabase
  let assets: any ProjectAssets
  let liveness: any Liveness
  /// A number that SQLite changes with each table, index, trigger or view.
  private let schemaVersion: Int
  private let latest = LatestAnswer()
  /// The lead's record of decisions; only the lead's processes have it.
  package var decisions: (any DecisionRecord)?

  /// Opens a database whose schema is this version's.
  ///
  /// Throws `StoreError.newerSchema` or `.olderSchema`; `prepare` brings an older one up to date.
  package init(
    _ database: any SQLDatabase, assets: any ProjectAssets, liveness: any Liveness = AlwaysAlive()
  ) throws {
    let done = try database.migrationsDone()
    guard done.isSubset(of: Schema.names) else { throw StoreError.newerSchema }
    guard done == Schema.names else { throw StoreError.olderSchema }
    schemaVersion = try database.read { try ForeignObject.requireNone(in: $0) }
    self.database = database
    self.assets = assets
    self.liveness = liveness
  }

  /// Brings a database up to this version's schema; an empty one gets all tables.
  ///
  /// `before` is called first if there is something to do, for a backup. Throws
  /// `StoreError.newerSchema`.
  package static func prepare(
    _ database: any SQLDatabase, before: () throws -> Void = {}
  ) throws {
    let done = try database.migrationsDone()
    guard done.isSubset(of: Schema.names) else { throw StoreError.newerSchema }
    guard done != Schema.names else { return }
    if !done.isEmpty { try before() }
    try database.migrate(Schema.migrations)
  }

  /// Writes a new project's first rows into an empty database.
  package static func create(
    in database: any SQLDatabase, setup: ProjectSetup, now: Date
  ) throws {
    try prepare(database)
    try database.write { try ProjectRow.insert(setup, $0, now: now) }
  }

  /// Returns a number that changes with every commit of any process.
  package func version() throws -> Int { try database.version() }

  package var isLoopRunning: Bool { liveness.isLoopRunning }

  func write<Value>(_ now: Date, _ body: (Transaction) throws -> Value) throws -> Value {
    let (value, number) = try database.write { connection in
      // One that was made since would run with what is written here.
      if try ForeignObject.schemaVersion(of: connection) != schemaVersion {
        _ = try ForeignObject.requireNone(in: connection)
      }
      let transaction = try Transaction(connection, assets: assets, liveness: liveness, now: now)
      try latest.requireKept(transaction.latestAnnotation())
      return (try body(transaction), try transaction.latestAnnotation())
    }
    latest.note(number)
    return value
  }

  func read<Value>(_ now: Date, _ body: (Transaction) throws -> Value) throws -> Value {
    try database.read { connection in
      try body(Transaction(connection, assets: assets, liveness: liveness, now: now))
    }
  }
}
