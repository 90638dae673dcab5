/// What each word and n-gram of the vocabulary adds to four classes' scores.
struct FeatureScores: Sendable {
  let constant: SIMD4<Float>
  /// For logistic regression; the scale of the row's words is still to be applied.
  let wordLinear: [SIMD4<Float>]
  let gramLinear: [SIMD4<Float>]
  /// For naive Bayes.
  let wordBayes: [SIMD4<Float>]

  init(_ model: Classifier, group: Int, wordWeights: [Float], gramWeights: [Float]) {
    let wordCount = wordWeights.count
    let weights = model.linearWeights[group]
    constant = weights[weights.count - 1]
    var words = [SIMD4<Float>](repeating: .zero, count: wordCount)
    var grams = [SIMD4<Float>](repeating: .zero, count: gramWeights.count)
    for (feature, weight) in zip(model.linearFeatures, weights) {
      let feature = Int(feature)
      if feature < wordCount {
        words[feature] = weight * wordWeights[feature]
      } else {
        grams[feature - wordCount] = weight * gramWeights[feature - wordCount]
      }
    }
    wordLinear = words
    gramLinear = grams
    wordBayes = Self.bayes(model, group: group, wordCount: wordCount)
  }

  private static func bayes(_ model: Classifier, group: Int, wordCount: Int) -> [SIMD4<Float>] {
    let lanes = min(4, model.classCount - group * 4)
    var unseen = SIMD4<Float>.zero
    for lane in 0..<lanes { unseen[lane] = model.bayesUnseen[group * 4 + lane] }
    var result = [SIMD4<Float>](repeating: unseen, count: wordCount)
    for (place, word) in model.bayesWords.enumerated() {
      for lane in 0..<lanes {
        result[Int(word)][lane] = model.bayesScores[place * model.classCount + group * 4 + lane]
      }
    }
    return result
  }
}
