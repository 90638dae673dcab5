import Dataset
import Domain
import Learning

extension Round {
  /// Returns for each labeled item the prediction made before its annotation was known.
  ///
  /// Pairs of earlier rounds are kept, and judged by today's labels: where an item was asked again,
  /// by the label on which two answers agree. New labels are paired with the
  /// predictions of the round before, if its labels were the same, which was not trained on them; those of items that were added
  /// since are paired by cross-validation. The first round, one after
  /// a change of the model, or one after a round whose files were lost uses cross-validation.
  /// Labels copied to near-duplicates are excluded: twenty copies of a text are right or wrong
  /// together. So are those by the lead alone, who knew the prediction and chose the item.
  func calibrationPairs(
    _ snapshot: LabelSnapshot, _ evidence: PromiseEvidence, _ answers: PeopleAnswers
  ) throws -> [CalibrationPair] {
    guard !hasOtherLabels, let old = fromBefore(.calibration, RoundCoding.pairs),
      let before = fromBefore(.labels, RoundCoding.snapshot),
      let predictions = fromBefore(.predictions, RoundCoding.probabilities),
      modelBefore() == model.name
    else {
      return try startingPairs(snapshot).filter {
        evidence.isWitness($0.row)
          && !(model.mayKnowInitialLabels && evidence.initialRows.contains($0.row))
      }
    }
    let kept = old.compactMap { pair in
      answers.settled(pair.row).map { pair.judged(by: $0) }
    }
    let trained = Set(before.labels.map(\.item))
    let scored = ScoredRows(predictions, calibration: nil)
    let copied = Set(snapshot.copied.map(\.item)).union(snapshot.labeledByLead)
    let new = snapshot.labels.filter {
      !trained.contains($0.item) && !copied.contains($0.item) && $0.item < predictions.count
    }
    let fresh = new.map {
      scored.pair(
        row: $0.item, labelCount: before.labels.count,
        answer: answers.settled($0.item) ?? $0.label)
    }
    return kept + fresh + (try addedPairs(snapshot, from: predictions.count))
  }

  /// Returns pairs by cross-validation of the answers to items that were added since the round before,
  /// which it did not predict; those answers are to random ones of them.
  private func addedPairs(
    _ snapshot: LabelSnapshot, from first: Int
  ) throws -> [CalibrationPair] {
    let answered = Set(annotations.map(\.item).filter { $0 >= first })
    guard !answered.isEmpty else { return [] }
    return try startingPairs(snapshot).filter { answered.contains($0.row) }
  }

  private func startingPairs(_ snapshot: LabelSnapshot) throws -> [CalibrationPair] {
    let copied = Set(snapshot.copied.map(\.item)).union(snapshot.labeledByLead)
    return try model.startingPairs(
      pool.joining(snapshot.copied), labels: try humanLabels(), turn: turn
    ).filter { !copied.contains($0.row) }
  }
}

extension CalibrationPair {
  /// Returns the same prediction judged by another label.
  func judged(by label: Int) -> CalibrationPair {
    CalibrationPair(
      row: row, predicted: predicted, confidence: confidence, labelCount: labelCount,
      isRight: predicted == label)
  }
}
