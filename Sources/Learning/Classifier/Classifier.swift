package import Domain

/// The built-in classifier: the geometric mean of logistic regression and complement naive Bayes.
///
/// Logistic regression uses words and n-grams and is the better one with many labels; naive Bayes
/// uses words and is the better one with few. In the loop the predictions are smoothed over the
/// pool's `NeighborGraph`.
package struct Classifier: Sendable, Equatable {
  package let classCount: Int
  /// The fingerprint of the vocabulary that it was trained on.
  package let fingerprint: UInt64
  /// The size of that vocabulary.
  let vocabularySize: VocabularySize
  /// The number of labels that it was trained on.
  package let labelCount: Int
  /// For each class whether it had a label.
  let isPresent: [Bool]
  /// Features with a nonzero weight, ascending, words first.
  let linearFeatures: [UInt32]
  /// For each group of four classes the weights of `linearFeatures`, then the intercepts.
  let linearWeights: [[SIMD4<Float>]]
  /// Words of the labeled rows, ascending.
  let bayesWords: [UInt32]
  /// Naive Bayes scores, `bayesWords.count` × `classCount`, row-major.
  let bayesScores: [Float]
  /// For each class the score of a word that is not in `bayesWords`.
  let bayesUnseen: [Float]
}

/// Trains a `Classifier`.
package struct ClassifierTrainer: Sendable {
  package var linear = LinearTrainer()
  /// The additive smoothing α of naive Bayes.
  package var smoothing = 0.3
  /// 1 for a single thread, otherwise all cores are used; the result is the same.
  package var threads = 2

  package init() {}

  /// Trains from scratch on labels, each of another row of the features.
  ///
  /// Classes without a label get probabilities near 0; without any label all classes are equally
  /// likely.
  package func train(
    _ features: TextFeatures, labels: [HumanLabel], classCount: Int, seed: UInt64 = 0
  ) -> Classifier {
    precondition(labels.allSatisfy { 0..<classCount ~= $0.label }, "A label has no class.")
    let (linear, bayes) = halves(features, labels, classCount, seed: seed)
    // Features that no labeled row holds have weight 0 in all classes.
    let known = (0..<features.vocabulary.featureCount).filter { feature in
      linear.contains { $0[feature] != .zero }
    }
    var isPresent = [Bool](repeating: false, count: classCount)
    for label in labels { isPresent[label.label] = true }
    return Classifier(
      classCount: classCount, fingerprint: features.fingerprint,
      vocabularySize: features.vocabulary.size, labelCount: labels.count, isPresent: isPresent,
      linearFeatures: known.map { UInt32($0) },
      linearWeights: linear.map { group in known.map { group[$0] } + group.suffix(1) },
      bayesWords: bayes.words, bayesScores: bayes.scores, bayesUnseen: bayes.unseen)
  }

  private enum Piece {
    case linear([ClassLanes])
    case bayes(ComplementBayes)
  }

  /// Trains both parts in parallel; four classes' regression is one unit of work.
  private func halves(
    _ features: TextFeatures, _ labels: [HumanLabel], _ classCount: Int, seed: UInt64
  ) -> (linear: [[ClassLanes]], bayes: ComplementBayes) {
    var solver = linear
    solver.seed = seed
    let order = solver.layout(labels.count)
    let rows = TrainingRows(
      features, rows: order.map { labels[$0].item }, frequent: solver.frequent, threads: threads)
    let classes = order.map { labels[$0].label }
    let groups = (classCount + 3) / 4
    let pieces = Parallel.map(pieces: groups + 1, threads: threads) { [solver] piece in
      piece < groups
        ? Piece.linear(
          solver.fit(rows, labels: classes, firstClass: piece * 4, classCount: classCount))
        : .bayes(
          ComplementBayes(features, labels: labels, classCount: classCount, smoothing: smoothing))
    }
    var weights: [[ClassLanes]] = []
    for piece in pieces {
      switch piece {
      case .linear(let group): weights.append(group)
      case .bayes(let bayes): return (weights, bayes)
      }
    }
    preconditionFailure("The last piece is naive Bayes.")
  }
}
