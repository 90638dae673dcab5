package import Domain
import Foundation

extension ProjectStore {
  /// Returns all standing opinions: annotations that count, and blind repeats by other workers;
  /// not those copied to near-duplicates.
  ///
  /// Reads all annotations once; takes about a microsecond each.
  package func opinions() throws -> OpinionTable {
    try read(.distantPast) { transaction in
      let workers = try transaction.db.all("SELECT name FROM worker ORDER BY name") {
        try $0(0) as String
      }
      return OpinionTable(
        workers: workers, opinions: try transaction.opinions(of: workers),
        blind: transaction.project.settings.opinions == .untilAgreed ? 2 : .max)
    }
  }
}

extension Transaction {
  fileprivate func opinions(of workers: [String]) throws -> [OpinionTable.Opinion] {
    let numbers = Dictionary(uniqueKeysWithValues: zip(workers, 0...))
    let sessions = try db.all("SELECT id, worker FROM session") {
      (try $0(0) as Int, numbers[try $0(1) as String] ?? 0)
    }
    let workerOf = Dictionary(uniqueKeysWithValues: sessions)
    let (gone, merged) = (try withdrawnAnnotations(), try mergedLabels())
    let labels = 0..<(try self.labels().count)
    var opinions: [OpinionTable.Opinion] = []
    // Sessions are numbers, and withdrawn rows are looked up here: twice as fast as in SQL.
    try db.forEachRow(
      of: """
        SELECT id, item, session, label FROM annotation
        WHERE kind = 'label' AND counted AND stack IS NULL
          AND item BETWEEN 0 AND (SELECT total - 1 FROM project) ORDER BY id
        """, with: []
    ) { row in
      guard try gone.isEmpty || !gone.contains(row(0)) else { return }
      let given: Int = try row(3)
      let label = merged[given] ?? given
      // The row of a label may be gone until the loop puts it back.
      guard labels ~= label else { return }
      opinions.append(
        .init(item: try row(1), worker: workerOf[try row(2)] ?? 0, label: label))
    }
    return opinions
  }

  /// Returns the annotations that were undone or set aside.
  private func withdrawnAnnotations() throws -> Set<Int64> {
    Set(
      try db.all(
        "SELECT undoes FROM annotation WHERE undoes > 0 UNION ALL SELECT annotation FROM setAside"
      ) { try $0(0) })
  }
}
