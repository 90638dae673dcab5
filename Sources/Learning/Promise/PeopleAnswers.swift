/// All answers of people to each row, the oldest first: what labeled it, then blind repeats.
package struct PeopleAnswers: Sendable, Equatable {
  private var answers: [Int: [Int]]

  package init(labels: [(row: Int, label: Int)], repeats: [(row: Int, label: Int)]) {
    answers = Dictionary(labels.map { ($0.row, [$0.label]) }) { first, _ in first }
    for one in repeats where answers[one.row] != nil {
      answers[one.row, default: []].append(one.label)
    }
  }

  package func of(_ row: Int) -> [Int] { answers[row] ?? [] }

  /// Returns the label on which two answers agree, or the first answer; nil without answers.
  package func settled(_ row: Int) -> Int? {
    let all = of(row)
    return all.first { label in all.count { $0 == label } > 1 } ?? all.first
  }
}
