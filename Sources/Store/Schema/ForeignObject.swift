/// A trigger or a view of a database that winnow did not make.
///
/// Any member of the group may make one. It would run within the transactions of others, the lead's
/// among them, and with their rights.
enum ForeignObject {
  /// Our own triggers, with their text.
  private static let triggers = [
    "annotationKept": "annotations are never changed",
    "annotationStays": "annotations are never deleted",
  ]

  static func schemaVersion(of db: any SQLConnection) throws -> Int {
    try db.value("PRAGMA schema_version") ?? 0
  }

  /// Returns the schema's version; throws `StoreError.unavailable` if there is a trigger or a view of
  /// other hands.
  static func requireNone(in db: any SQLConnection) throws -> Int {
    let found = try db.all(
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ) {
      (
        type: try $0(0) as String, name: try $0(1) as String, table: try $0(2) as String,
        sql: try $0(3) as String
      )
    }
    for object in found where !isOwn(object) {
      let quoted = "\"\(object.name.replacing("\"", with: "\"\""))\""
      throw StoreError.unavailable(
        "it has a \(object.type) “\(object.name)” that no winnow made, and that would change what is "
          + "written to it; anyone who may label can have made it. Remove it with “sqlite3 "
          + "PROJECT/project.sqlite 'DROP \(object.type.uppercased()) \(quoted)'”, then see what “winnow verify” "
          + "says")
    }
    return try schemaVersion(of: db)
  }

  private static func isOwn(
    _ object: (type: String, name: String, table: String, sql: String)
  ) -> Bool {
    guard object.type == "trigger", object.table == "annotation",
      let message = triggers[object.name]
    else { return false }
    let kind = object.name == "annotationKept" ? "UPDATE" : "DELETE"
    let words = object.sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words == "CREATE TRIGGER \(object.name) BEFORE \(kind) ON annotation "
      + "BEGIN SELECT RAISE(ABORT, '\(message)'); END"
  }
}
