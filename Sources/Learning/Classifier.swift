/// The built-in model: logistic regression and complement naive Bayes, joined by geometric mean.
///
/// The first sees words and n-grams and draws fine boundaries, the second sees words and is good
/// with few labels. What it says of a pool's rows should be spread over the pool's
/// `NeighbourGraph` before it is used.
package struct Classifier: Sendable, Equatable {
  package let classCount: Int
  /// The vocabulary that it was trained on.
  package let fingerprint: UInt64
  /// How many words and n-grams that has.
  let vocabularySize: VocabularySize
  /// How many labels it was trained on.
  package let labelCount: Int
  /// Whether each class had a label.
  let isPresent: [Bool]
  /// Features of the labeled rows, words first, ascending; all others weigh nothing.
  let linearFeatures: [UInt32]
  /// Four classes at a time: their weights for each feature, then the constant's.
  let linearWeights: [[SIMD4<Float>]]
  /// Words of the labeled rows, ascending.
  let bayesWords: [UInt32]
  /// Scores of those words, class by class within a word.
  let bayesScores: [Float]
  /// The score of every other word, one a class.
  let bayesUnseen: [Float]
}

/// How a `Classifier` is trained.
package struct ClassifierTrainer: Sendable {
  package var linear = LinearTrainer()
  /// What is added to each count of naive Bayes.
  package var smoothing = 0.3
  /// Above 1, classes are trained on all cores; the result is the same.
  package var threads = 2

  package init() {}

  /// Trains from scratch; labels name rows of the features, each row once.
  ///
  /// Classes without a label are given hardly any probability. With no labels at all every class is
  /// as likely.
  package func train(
    _ features: TextFeatures, labels: [HumanLabel], classCount: Int, seed: UInt64 = 0
  ) -> Classifier {
    precondition(labels.allSatisfy { 0..<classCount ~= $0.label }, "A label has no class.")
    let rows = TrainingRows(features, rows: labels.map(\.row))
    var solver = linear
    solver.seed = seed
    let weights = fit(rows, labels: labels.map(\.label), classCount: classCount, with: solver)
    let order = rows.features.indices.sorted { rows.features[$0] < rows.features[$1] }
    let bayes = ComplementBayes(
      features, labels: labels, classCount: classCount, smoothing: smoothing)
    var isPresent = [Bool](repeating: false, count: classCount)
    for label in labels { isPresent[label.label] = true }
    return Classifier(
      classCount: classCount, fingerprint: features.fingerprint,
      vocabularySize: features.vocabulary.size, labelCount: labels.count, isPresent: isPresent,
      linearFeatures: order.map { rows.features[$0] },
      linearWeights: weights.map { group in (order + [order.count]).map { group[$0] } },
      bayesWords: bayes.words, bayesScores: bayes.scores, bayesUnseen: bayes.unseen)
  }

  /// Four classes at a time are one piece of work, two where there would be only one piece.
  private func fit(
    _ rows: TrainingRows, labels: [Int], classCount: Int, with solver: LinearTrainer
  ) -> [LinearTrainer.Weights] {
    let isHalved = threads > 1 && (3...4).contains(classCount)
    let width = isHalved ? 2 : 4
    let pieces = Parallel.map(pieces: (classCount + width - 1) / width, threads: threads) { piece in
      let lane = piece * width % 4
      return solver.fit(
        rows, labels: labels, firstClass: piece * width - lane,
        lanes: lane..<min(lane + width, classCount - piece * width + lane))
    }
    guard isHalved else { return pieces }
    // Each half left the other's classes 0.
    return [zip(pieces[0], pieces[1]).map { $0 + $1 }]
  }
}
