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
    let (open, initial) = try autoCounts(autoLabels)
    let present = try inPresentLabels(open)
    let kept = try db.all("SELECT number, name, auto, initialAuto FROM label ORDER BY number") {
      (
        number: try $0(0) as Int, name: try $0(1) as String,
        auto: try ProjectRow.count("auto", $0), initial: try ProjectRow.count("initialAuto", $0)
      )
    }
    let labels = zip(kept, present).map { label, count in
      let given = initial[label.number] ?? 0
      return [
        ("auto-labeled \(label.name)", label.auto, given + count),
        ("that came with a model's label \(label.name)", label.initial, given),
      ]
    }
    let all = ("labeled by the model", project.auto, labels.reduce(0) { $0 + $1[0].2 })
    return ([all] + labels.joined()).filter { $0.1 != $0.2 }.map {
      .count(name: $0.0, kept: $0.1, found: $0.2)
    }
  }

  /// Counts a round's auto-labels by label, without items that people or the lead have decided since, or
  /// that the lead has people asked again; and the auto-labels of the input by label.
  ///
  /// The round itself left out all that was asked again before its snapshot.
  private func autoCounts(_ autoLabels: [Int16]) throws -> (open: [Int], initial: [Int: Int]) {
    var (open, initial): ([Int16], [Int: Int]) = (autoLabels, [:])
    try db.forEachRow(
      of: """
        SELECT id, CASE origin WHEN 'initialAuto' THEN label END FROM item
        UNION ALL SELECT item, NULL FROM annotation a
          WHERE id > ? AND kind = 'reopen' AND \(Self.stands)
        """, with: [.integer(project.watermark)]
    ) { row in
      let item: Int = try row(0)
      if let label = try row(1) as Int? {
        initial[label, default: 0] += 1
      } else if open.indices.contains(item) {
        open[item] = -1
      }
    }
    let counts = open.reduce(into: [Int](repeating: 0, count: Int(open.max() ?? -1) + 1)) {
      if $1 >= 0 { $0[Int($1)] += 1 }
    }
    return (counts, initial)
  }
}
