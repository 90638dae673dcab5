package import Domain
import Foundation

extension ProjectStore {
  /// Returns the kept counts of auto-labels that differ from what they count.
  ///
  /// `autoLabels` gives a round's label indices by item, −1 for none. Nothing is compared where it gives nil.
  package func autoCountFaults(
    autoLabels: (_ round: Int) throws -> [Int16]?
  ) throws -> [RecordFinding.Change] {
    try read(.distantPast) { transaction in
      let round = transaction.project.currentRound
      guard let labels = round > 0 ? try autoLabels(round) : [] else { return [] }
      return try transaction.autoCountFaults(labels)
    }
  }
}

extension Transaction {
  fileprivate func autoCountFaults(_ autoLabels: [Int16]) throws -> [RecordFinding.Change] {
    let found = try inPresentLabels(openCounts(autoLabels))
    let kept = try db.all("SELECT name, auto, initialAuto FROM label ORDER BY number") {
      (name: try $0(0) as String, auto: try $0(1) as Int, initial: try $0(2) as Int)
    }
    let labels = zip(kept, found).map { label, count in
      ("auto-labeled \(label.name)", label.auto, label.initial + count)
    }
    let all = ("labeled by the model", project.auto, labels.reduce(0) { $0 + $1.2 })
    return ([all] + labels).filter { $0.1 != $0.2 }.map {
      .count(name: $0.0, kept: $0.1, found: $0.2)
    }
  }

  /// Counts a round's auto-labels by label, without items that people or the lead have decided since, or
  /// that the lead has people asked again.
  ///
  /// The round itself left out all that was asked again before its snapshot.
  private func openCounts(_ autoLabels: [Int16]) throws -> [Int] {
    var open = autoLabels
    try db.forEachRow(
      of: """
        SELECT id FROM item WHERE origin <> 'initialAuto'
        UNION ALL SELECT item FROM annotation a WHERE id > ? AND kind = 'reopen' AND \(Self.stands)
        """, with: [.integer(project.watermark)]
    ) { row in
      let item: Int = try row(0)
      if open.indices.contains(item) { open[item] = -1 }
    }
    return open.reduce(into: [Int](repeating: 0, count: Int(open.max() ?? -1) + 1)) {
      if $1 >= 0 { $0[Int($1)] += 1 }
    }
  }
}
