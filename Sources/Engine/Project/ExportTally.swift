package import Dataset
package import Domain

/// The items of an export, counted by the origin of their label.
package struct ExportTally: Sendable, Equatable {
  package internal(set) var counts: [LabelOrigin: Int] = [:]
  /// The items that the form could not hold; they are counted above, too.
  package internal(set) var leftOut = ItemExport.LeftOut()

  package func count(_ origin: LabelOrigin) -> Int { counts[origin] ?? 0 }

  /// The number of items that were written.
  package var written: Int { counts.values.reduce(0, +) - leftOut.count }

  /// Returns whether the project's counts are the same.
  package func agrees(with counts: Counts) -> Bool {
    count(.human) == counts.human && count(.auto) == counts.auto
      && count(.rejected) == counts.rejected && count(.unlabeled) == counts.unlabeled
  }
}
