/// The answer of a file to the question which label a row has.
package enum GivenAnswer: Sendable, Equatable {
  case none
  /// A label as written in the file.
  case label(String)
  /// Several labels, of which a job has one an item.
  case several([String])
  case withheld(WithheldAnswer)

  /// Makes an answer of a list of labels.
  init(_ labels: [String]) {
    let labels = labels.filter { !$0.isEmpty }
    switch labels.count {
    case 0: self = .none
    case 1: self = .label(labels[0])
    default: self = .several(labels)
    }
  }

  /// Makes the answer that most of several annotators gave.
  ///
  /// An annotator with several labels makes it several.
  init(votes: [[String]]) {
    let votes = votes.filter { !$0.isEmpty }
    if let many = votes.first(where: { $0.count > 1 }) {
      self = .several(many)
      return
    }
    let counts = votes.reduce(into: [String: Int]()) { $0[$1[0], default: 0] += 1 }
    guard let most = counts.values.max() else {
      self = .none
      return
    }
    let first = counts.filter { $0.value == most }
    self = first.count == 1 ? GivenAnswer(Array(first.keys)) : .withheld(.tie)
  }

  var label: String? {
    if case .label(let label) = self { label } else { nil }
  }
}

/// A reason why an answer in a file gives its row no label.
package enum WithheldAnswer: String, Sendable, Equatable, Hashable, CaseIterable {
  case rejected
  case ignored
  /// Label Studio's skipped or cancelled annotation.
  case skipped
  /// Argilla's discarded response.
  case discarded
  /// Saved, but not submitted yet.
  case draft
  /// As many annotators for one label as for another.
  case tie
  /// Ground Truth's failed item, or one that was rejected here.
  case failed
  /// Several labels, which `--several-labels unlabeled` allows.
  case several

  /// The reason in words, to stand after a number of rows.
  var words: String {
    switch self {
    case .rejected: "rejected: the label there is a wrong one"
    case .ignored: "ignored by the annotator"
    case .skipped: "skipped by the annotator"
    case .discarded: "discarded by the annotator"
    case .draft: "answered only in a draft"
    case .tie: "as many annotators for one label as for another"
    case .failed: "failed or rejected in an earlier job"
    case .several: "several labels"
    }
  }
}

/// The treatment of rows with several labels.
package enum SeveralLabels: String, Sendable, Equatable, CaseIterable {
  case refuse
  /// Takes the first label.
  case first
  /// Keeps the row without a label.
  case unlabeled
}
