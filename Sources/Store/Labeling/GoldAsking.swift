import Domain
import Foundation

/// Gold: items whose label is known, handed to workers among their tasks, unmarked.
///
/// An answer to one has the purpose `gold` and counts nowhere else: `annotation.counted` is 0.
enum Gold {
  /// The condition of a row of `item` that its label came with the input as people's, or is the lead's.
  static let isOne = "origin IN ('initial', 'adjudicated')"

  /// The condition of a row `a` of `annotation` that it is a standing answer to gold.
  static let isAnswer = """
    a.purpose = 'gold' AND a.kind IN ('label', 'reject') AND \(Transaction.stands)
    """

  /// The draws for one task, and the items that each looks at: the work is bounded.
  static let (draws, width) = (4, 16)
}

extension ProjectStore {
  /// Returns the number of items that can be gold: their label is known from the input or the lead.
  package func goldCount() throws -> Int {
    try database.read { try $0.value("SELECT count(*) FROM item WHERE \(Gold.isOne)") ?? 0 }
  }
}

extension Transaction {
  /// Leases tasks of the queue in its order; gold takes its share of the places.
  func lease(_ items: [Item.ID], after held: Int, for session: WorkerSession) throws {
    let turn = try goldTurn(of: session.worker)
    var open = items[...]
    for place in items.indices {
      guard let next = open.first else { return }
      let gold = try turn.flatMap { try goldItem(for: session.worker, turn: $0 + held + place) }
      if let gold {
        try insertGold(gold, at: next, for: session.worker)
      } else {
        open.removeFirst()
      }
      try insertLease(gold ?? next, session)
    }
  }

  /// Returns a number that grows with a worker's answers, so that each place of a worker's tasks is
  /// drawn for once; nil where the lead asks for no gold.
  ///
  /// Items put off are counted, too: else the place of one would be gold again and again.
  private func goldTurn(of worker: String) throws -> Int? {
    guard project.settings.goldShare ?? 0 > 0 else { return nil }
    return try db.value(
      """
      SELECT answers + (SELECT count(*) FROM putOff WHERE worker = ?1) FROM worker WHERE name = ?1
      """, worker)
  }

  /// Draws an item whose label is known for one place of a worker's tasks; nil for all other places,
  /// and where none is found that the worker has never answered.
  private func goldItem(for worker: String, turn: Int) throws -> Item.ID? {
    var generator = SeededGenerator(seed: Hash.fnv1a("\(worker) \(turn)"))
    guard generator.nextUnit() < project.settings.goldShare ?? 0 else { return nil }
    for _ in 0..<Gold.draws {
      let first = generator.next(below: max(1, project.total))
      if let item = try freeGold(for: worker, from: first) { return item }
    }
    return try freeGold(for: worker, from: 0)
  }

  /// Returns the first of the next gold items that the worker has never answered nor put off, and
  /// that is no open task.
  private func freeGold(for worker: String, from first: Item.ID) throws -> Item.ID? {
    try db.value(
      """
      SELECT id FROM (SELECT id FROM item WHERE \(Gold.isOne) AND id >= ?1 ORDER BY id LIMIT ?3) g
      WHERE NOT EXISTS (SELECT 1 FROM annotation WHERE item = g.id AND +worker = ?2)
        AND NOT EXISTS (SELECT 1 FROM putOff WHERE item = g.id AND worker = ?2)
        AND NOT EXISTS (SELECT 1 FROM task WHERE item = g.id AND (kind <> 'gold'
          OR EXISTS (SELECT 1 FROM lease WHERE lease.item = g.id)))
      ORDER BY id LIMIT 1
      """, first, worker, Gold.width)
  }

  /// Adds a worker's gold task at the place of another one, or takes over one that was given back.
  private func insertGold(_ item: Item.ID, at other: Item.ID, for worker: String) throws {
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, round, queuedAt, onlyFor)
      SELECT ?1, rank, 'gold', ?3, ?4, ?5 FROM task WHERE item = ?2
      ON CONFLICT DO UPDATE SET rank = excluded.rank, queuedAt = excluded.queuedAt,
        onlyFor = excluded.onlyFor
      """, item, other, project.currentRound, now, worker)
  }

  /// Returns the standing answers to gold by worker; the cost is that of these answers.
  func goldAnswers() throws -> [String: WorkerReport.Gold] {
    let rows = try db.all(
      """
      SELECT a.worker, count(*), sum(\(Self.current("a.label")) IS item.label) FROM annotation a
      CROSS JOIN item ON item.id = a.item AND item.\(Gold.isOne)
      WHERE \(Gold.isAnswer) GROUP BY a.worker
      """
    ) { (try $0(0) as String, WorkerReport.Gold(answers: try $0(1), right: try $0(2))) }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
