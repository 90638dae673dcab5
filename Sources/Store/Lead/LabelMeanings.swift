import Domain
import Foundation

/// The present meaning of the labels of annotations and auto-labels.
///
/// Annotations are never changed: one of a label that was merged counts as the other's, one of a label
/// that was split is set aside.
extension Transaction {
  /// Returns the SQL of the label that a column's label stands for; of one that was split, itself.
  static func current(_ column: String) -> String {
    """
    coalesce((SELECT became FROM label m WHERE m.number = \(column) AND became >= 0), \(column))
    """
  }

  /// Returns the SQL of the condition that a column's label, if any, was not split.
  static func isNotSplit(_ column: String) -> String {
    "NOT EXISTS (SELECT 1 FROM label m WHERE m.number = \(column) AND became = -1)"
  }

  /// The labels that were merged, with those that they stand for.
  func mergedLabels() throws -> [Int: Int] {
    let rows = try db.all("SELECT number, became FROM label WHERE became >= 0") {
      (try $0(0) as Int, try $0(1) as Int)
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  func isSplit(_ label: Int) throws -> Bool {
    try db.exists("SELECT 1 FROM label WHERE number = ? AND became = -1", label)
  }

  /// Returns an annotation with the label that its label stands for: the screen may not know yet.
  func inPresentLabels(_ annotation: Annotation) throws -> Annotation {
    let merged: Int? = try db.value(
      "SELECT became FROM label WHERE number = ? AND became >= 0", annotation.label)
    guard let merged else { return annotation }
    return Annotation(
      item: annotation.item, label: merged, acceptedAt: annotation.acceptedAt,
      secondsSpent: annotation.secondsSpent, nearDuplicates: annotation.nearDuplicates)
  }

  /// Keeps an answer of a screen that does not know yet that its label was split; the item is asked
  /// again.
  func keepUncounted(
    _ annotation: Annotation, by session: WorkerSession
  ) throws -> AnnotationReceipt {
    let number = try insert(
      NewAnnotation(
        item: annotation.item, kind: .label, label: annotation.label,
        acceptedAt: annotation.acceptedAt, secondsSpent: annotation.secondsSpent, counted: false),
      by: session)
    try deleteLease(annotation.item, session.worker)
    return AnnotationReceipt(annotation: number, savedAt: now, counted: false)
  }

  /// Returns the label that a round gave to an item, as it is now; nil if that was split since.
  func autoLabel(of item: Item.ID, round: Int) throws -> Int? {
    guard let label = try assets.autoLabel(of: item, round: round) else { return nil }
    let became: Int? = try db.value(
      "SELECT became FROM label WHERE number = ? AND became IS NOT NULL", label)
    guard let became else { return label }
    return became >= 0 ? became : nil
  }

  /// Returns counts by label of a round that may have begun before the labels changed.
  func inPresentLabels(_ counts: [Int]) throws -> [Int] {
    let labels = try labels()
    var result = [Int](repeating: 0, count: max(labels.count, counts.count))
    for (label, count) in counts.enumerated() where label < labels.count {
      if let current = labels.current(label) { result[current] += count }
    }
    return result
  }

  func hasLabelsBeyond(_ count: Int) throws -> Bool {
    try db.exists("SELECT 1 FROM label WHERE number >= ?", count)
  }
}
