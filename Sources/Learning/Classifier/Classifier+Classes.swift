extension Classifier {
  /// Returns the classifier without the other classes, and with these numbered in their order.
  package func keeping(_ classes: [Int]) -> Classifier {
    guard classes != Array(0..<classCount) else { return self }
    let weights = stride(from: 0, to: classes.count, by: 4).map { first in
      let group = classes[first..<min(first + 4, classes.count)]
      return (0...linearFeatures.count).map { feature in
        var lanes = SIMD4<Float>.zero
        for (lane, label) in group.enumerated() {
          lanes[lane] = linearWeights[label / 4][feature][label % 4]
        }
        return lanes
      }
    }
    return Classifier(
      classCount: classes.count, fingerprint: fingerprint, vocabularySize: vocabularySize,
      labelCount: labelCount, isPresent: classes.map { isPresent[$0] },
      linearFeatures: linearFeatures, linearWeights: weights, bayesWords: bayesWords,
      bayesScores: bayesWords.indices.flatMap { word in
        classes.map { bayesScores[word * classCount + $0] }
      }, bayesUnseen: classes.map { bayesUnseen[$0] })
  }
}
