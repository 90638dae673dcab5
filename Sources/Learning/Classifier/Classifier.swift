package import Domain

/// The built-in model: logistic regression and complement naive Bayes, joined by geometric mean.
///
/// The first sees words and n-grams and draws fine boundaries, the second sees words and is good
/// with few labels. What it says of a pool's rows should be spread over the pool's
/// `NeighborGraph` before it is used.
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
    let (linear, bayes) = halves(features, labels, classCount, seed: seed)
    // What no labeled row holds weighs nothing in any group of classes.
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

  /// Both halves of the model, side by side; four classes' regression is one piece of work.
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
