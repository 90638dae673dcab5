import Domain
import Foundation
import GRDB

extension SQLiteStore {
  /// Writes a new project's first rows; the cost is that of the labels that were given.
  static func fill(_ db: Database, with setup: ProjectSetup, now: Date) throws {
    let human = setup.given.count { $0.isHuman }
    try db.execute(
      sql: """
        INSERT INTO project (id, jobName, status, total, human, auto, target, workersPerItem,
          taskTimeLimit, taskLifetime) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        setup.jobName, LabelingJobStatus.inProgress.rawValue, setup.total, human,
        setup.given.count - human, setup.target, setup.workersPerItem, setup.taskTimeLimit,
        setup.taskLifetime,
      ])
    try insertLabels(db, setup)
    try insertGiven(db, setup.given, now: now)
    try note("The job was created with \(setup.total) items, \(human) labeled.", db, now: now)
  }

  private static func insertLabels(_ db: Database, _ setup: ProjectSetup) throws {
    var human = [Int](repeating: 0, count: setup.labels.count)
    var auto = human
    for given in setup.given {
      if given.isHuman { human[given.label] += 1 } else { auto[given.label] += 1 }
    }
    for (number, label) in setup.labels.labels.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO label (number, name, key, human, auto, givenAuto) VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, label.name, String(label.key), human[number], auto[number], auto[number],
        ])
    }
  }

  private static func insertGiven(_ db: Database, _ given: [ProjectSetup.Given], now: Date) throws {
    let insert = try db.makeStatement(
      sql: "INSERT INTO item (id, origin, label, settledAt) VALUES (?, ?, ?, ?)")
    for given in given {
      try insert.execute(arguments: [
        given.item, given.isHuman ? "given" : "givenAuto", given.label, now.timeIntervalSince1970,
      ])
    }
  }

  /// Adds a line to the events.
  static func note(_ text: String, _ db: Database, now: Date) throws {
    try db.execute(
      sql: "INSERT INTO event (at, text) VALUES (?, ?)",
      arguments: [now.timeIntervalSince1970, text])
  }
}
