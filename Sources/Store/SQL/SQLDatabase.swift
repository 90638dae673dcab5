/// A database that many processes share; the only thing that another kind of database implements.
///
/// Arguments stand as `?` in a statement, or as `?1`, `?2` where one is used twice.
package protocol SQLDatabase: Sendable {
  /// Runs a transaction that only reads; all of it sees the same state.
  func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value

  /// Runs the one writing transaction of all processes; it is durable when the method returns, and
  /// leaves nothing behind if `body` throws.
  func write<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value

  /// Returns a number that changes with every commit of any process.
  func version() throws -> Int

  /// Returns the names of the migrations that the database has been through.
  func migrationsDone() throws -> Set<String>

  /// Applies those migrations that are missing, each in a transaction.
  func migrate(_ migrations: [Migration]) throws
}

/// The statements of a transaction.
package protocol SQLConnection {
  /// Runs a statement and returns how many rows it changed.
  @discardableResult
  func execute(_ sql: String, with arguments: [SQLValue]) throws -> Int

  /// Runs several statements without arguments.
  func run(script: String) throws

  /// Hands the rows of a statement to `body`, one after the other.
  func forEachRow(
    of sql: String, with arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws
}

extension SQLConnection {
  @discardableResult
  func execute(_ sql: String, _ arguments: any SQLConvertible...) throws -> Int {
    try execute(sql, with: arguments.map(\.sqlValue))
  }

  /// Returns all rows of a statement, each made into a value.
  func all<Value>(
    _ sql: String, _ arguments: any SQLConvertible..., as make: (SQLRow) throws -> Value
  ) throws -> [Value] {
    var found: [Value] = []
    try forEachRow(of: sql, with: arguments.map(\.sqlValue)) { found.append(try make($0)) }
    return found
  }

  /// Returns the first row of a statement made into a value.
  func first<Value>(
    _ sql: String, _ arguments: any SQLConvertible..., as make: (SQLRow) throws -> Value
  ) throws -> Value? {
    var found: Value?
    try forEachRow(of: sql, with: arguments.map(\.sqlValue)) {
      if found == nil { found = try make($0) }
    }
    return found
  }

  /// Returns the first column of the first row; nil without rows.
  func value<Value: SQLConvertible>(
    _ sql: String, _ arguments: any SQLConvertible...
  ) throws -> Value? {
    var found: Value?
    try forEachRow(of: sql, with: arguments.map(\.sqlValue)) {
      if found == nil { found = try $0(0) }
    }
    return found
  }

  /// Tells whether a statement has a row.
  func exists(_ sql: String, _ arguments: any SQLConvertible...) throws -> Bool {
    var isThere = false
    try forEachRow(of: sql, with: arguments.map(\.sqlValue)) { _ in isThere = true }
    return isThere
  }
}

/// One step from a version of the schema to the next.
package struct Migration: Sendable {
  package let name: String
  package let apply: @Sendable (any SQLConnection) throws -> Void

  package init(_ name: String, _ apply: @escaping @Sendable (any SQLConnection) throws -> Void) {
    self.name = name
    self.apply = apply
  }
}
