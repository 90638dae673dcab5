import Domain
import Foundation

/// The one row of `project`: the job's fixed values, the kept counts, and where the loop is.
struct ProjectRow {
  let jobName: String
  let status: LabelingJobStatus
  let total: Int
  let human: Int
  let auto: Int
  let rejected: Int
  let taskTimeLimit: Double
  let taskLifetime: Double
  let currentRound: Int
  let watermark: Int64
  let labelsForNextRound: Int?
  let champion: ModelRole
  /// The screens' copy of what the lead's own file says.
  let settings: LeadSettings

  init(_ db: any SQLConnection) throws {
    guard let row = try db.first("SELECT * FROM project", as: { try Self($0) }) else {
      throw StoreError.damaged("the project's own row is missing")
    }
    self = row
  }

  private init(_ row: SQLRow) throws {
    jobName = try row("jobName")
    status = LabelingJobStatus(rawValue: try row("status")) ?? .failed
    total = try Self.count("total", row)
    human = try Self.count("human", row)
    auto = try Self.count("auto", row)
    rejected = try Self.count("rejected", row)
    taskTimeLimit = try row("taskTimeLimit")
    taskLifetime = try row("taskLifetime")
    currentRound = try Self.count("currentRound", row)
    watermark = try row("watermark")
    labelsForNextRound = try row("labelsForNextRound")
    champion = ModelRole(rawValue: try row("champion")) ?? .model
    settings = try StoredJSON.value(row("settings"), of: "what the lead set")
    guard settings.isInRange else { throw StoreError.damaged("what the lead set is out of range") }
  }

  /// Reads a column that counts something; throws `StoreError.damaged` for what cannot be a count.
  static func count(_ column: String, _ row: SQLRow) throws -> Int {
    let count: Int = try row(column)
    guard 0...Int(Int32.max) ~= count else {
      throw StoreError.damaged("column “\(column)” has \(count), which is no count")
    }
    return count
  }

  /// Workers that an item needs.
  var workersPerItem: Int { settings.workersPerItem }

  /// Returns the end of a lease that begins now.
  func leaseEnd(now: Date) -> Date { now.addingTimeInterval(taskTimeLimit) }
}

extension ProjectRow {
  /// Writes a new project's first rows; the cost is that of the initial labels.
  static func insert(_ setup: ProjectSetup, _ db: any SQLConnection, now: Date) throws {
    let human = setup.initialLabels.values.count { $0.isHuman }
    try db.execute(
      """
      INSERT INTO project (id, jobName, status, total, human, auto, taskTimeLimit, taskLifetime,
        settings, createdBy) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, setup.jobName, LabelingJobStatus.inProgress.rawValue, setup.total, human,
      setup.initialLabels.count - human, setup.taskTimeLimit, setup.taskLifetime,
      StoredJSON.text(setup.settings),
      Version.current)
    try db.execute(
      "INSERT INTO segment (number, firstItem, count, file, addedAt) VALUES (0, 0, ?, ?, ?)",
      setup.total, "input.manifest", now)
    try insertLabels(setup, db)
    for (item, label) in setup.initialLabels.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        "INSERT INTO item (id, origin, label, settledAt) VALUES (?, ?, ?, ?)", item,
        label.isHuman ? ItemOrigin.initial.rawValue : ItemOrigin.initialAuto.rawValue, label.index,
        now)
    }
    try Transaction.note(.jobCreated(items: setup.total, labeled: human), db, now: now)
  }

  private static func insertLabels(_ setup: ProjectSetup, _ db: any SQLConnection) throws {
    var human = [Int](repeating: 0, count: setup.labels.count)
    var auto = human
    for label in setup.initialLabels.values {
      if label.isHuman { human[label.index] += 1 } else { auto[label.index] += 1 }
    }
    // A label without a key has its number in that column, in more than one character.
    for (number, label) in setup.labels.labels.enumerated() {
      try db.execute(
        """
        INSERT INTO label (number, name, key, human, auto, initialAuto, became)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        number, label.name, label.key.map { String($0) } ?? "#\(number)", human[number],
        auto[number], auto[number], label.use.became)
    }
  }
}

/// The origin of an item's label, as `item.origin` has it.
enum ItemOrigin: String {
  case worker
  case initial
  /// Came with the input as `human-annotated: no`.
  case initialAuto
  case rejected
  /// By the lead's decision, which wins over workers and rounds.
  case adjudicated
}
