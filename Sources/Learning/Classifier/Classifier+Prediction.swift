import Foundation

extension Classifier {
  /// Returns the class probabilities of each row, without smoothing over the graph.
  ///
  /// The features must have the vocabulary that the model was trained on.
  package func predict(_ features: TextFeatures, threads: Int = 2) -> ProbabilityRows {
    precondition(features.fingerprint == fingerprint, "The model knows another vocabulary.")
    let groups = Parallel.map(pieces: linearWeights.count, threads: threads) { group in
      GroupScores(self, group: group, features: features)
    }
    let values = Parallel.map(rows: features.count, threads: threads) { rows in
      var joined = JoinedRow(self)
      var values: [Float] = []
      values.reserveCapacity(rows.count * classCount)
      for row in rows {
        for (group, scores) in groups.enumerated() {
          joined.set(group: group, scores.score(features, row))
        }
        joined.appendProbabilities(to: &values)
      }
      return values
    }
    return ProbabilityRows(values: values, classCount: classCount)
  }
}

/// Combines one row's scores of logistic regression and naive Bayes to probabilities.
struct JoinedRow {
  /// The lowest probability of either part, which limits how far one can veto the other.
  private let floor: Float = 1e-6
  private let isPresent: [Bool]
  /// Whether a single class had labels, which leaves logistic regression nothing to separate.
  private let isAlone: Bool
  private var linear: [Float]
  private var bayes: [Float]

  init(_ model: Classifier) {
    isPresent = model.isPresent
    isAlone = model.isPresent.count { $0 } == 1
    linear = [Float](repeating: 0, count: (model.classCount + 3) / 4 * 4)
    bayes = linear
  }

  /// Sets the scores of four classes: lanes 0–3 logistic regression, 4–7 naive Bayes.
  mutating func set(group: Int, _ scores: SIMD8<Float>) {
    for lane in 0..<4 {
      linear[group * 4 + lane] = scores[lane]
      bayes[group * 4 + lane] = scores[4 + lane]
    }
  }

  /// Appends the normalized geometric means of the two parts' probabilities, one per class.
  mutating func appendProbabilities(to values: inout [Float]) {
    var highest = -Float.infinity
    for index in isPresent.indices where isPresent[index] { highest = max(highest, bayes[index]) }
    var (linearSum, bayesSum): (Float, Float) = (0, 0)
    for index in isPresent.indices {
      let score = isPresent[index] ? (isAlone ? 6 : linear[index]) : -6
      linear[index] = 1 / (1 + exp(-score))
      bayes[index] = isPresent[index] ? exp(bayes[index] - highest) : 0
      linearSum += linear[index]
      bayesSum += bayes[index]
    }
    let scales = (1 / max(linearSum, .leastNormalMagnitude), bayesSum > 0 ? 1 / bayesSum : 0)
    var sum: Float = 0
    for index in isPresent.indices {
      let product = max(linear[index] * scales.0, floor) * max(bayes[index] * scales.1, floor)
      linear[index] = product.squareRoot()
      sum += linear[index]
    }
    for index in isPresent.indices { values.append(linear[index] / sum) }
  }
}

/// The weights of four classes, summed per token of the pool.
private struct GroupScores {
  private let weights: GroupWeights
  private let tokenSums: [SIMD8<Float>]

  init(_ model: Classifier, group: Int, features: TextFeatures) {
    let weights = GroupWeights(
      model, group: group, wordWeights: features.wordWeights, gramWeights: features.gramWeights)
    self.weights = weights
    tokenSums = (0..<features.tokenGrams.count).map {
      weights.sum(ofGrams: features.tokenGrams[$0])
    }
  }

  /// Returns a row's scores: lanes 0–3 logistic regression, 4–7 naive Bayes.
  @inline(__always)
  func score(_ features: TextFeatures, _ row: Int) -> SIMD8<Float> {
    var (words, tokens) = (SIMD8<Float>.zero, SIMD4<Float>.zero)
    for word in features.rowWords[row] { words += weights.words[Int(word)] }
    for token in features.rowTokens[row] { tokens += tokenSums[Int(token)].lowHalf }
    words.lowHalf =
      weights.constant + words.lowHalf * features.wordScales[row]
      + tokens * features.gramScales[row]
    return words
  }
}
