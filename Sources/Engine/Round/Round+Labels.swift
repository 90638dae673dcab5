import Domain
import Learning

/// Labels that the lead has changed between two rounds.
extension Round {
  /// The present meaning of each label, −1 for one that was split.
  var meanings: [Int] {
    settings.meanings.isEmpty ? Array(0..<pool.classCount) : settings.meanings
  }

  /// The labels that no model gives any more.
  var outOfUse: Set<Int> { Set(meanings.indices.filter { meanings[$0] != $0 }) }

  /// Whether the round before had other labels: its predictions are not compared with answers of now, and
  /// what they promised begins anew.
  var hasOtherLabels: Bool {
    evidenceBefore().map { $0.labels != meanings } ?? false
  }
}
