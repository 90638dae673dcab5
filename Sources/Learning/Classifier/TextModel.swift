/// A model that stands alone: the labels' names, the vocabulary, and what was learnt.
///
/// It is what a model's file holds, and what predicts texts that are in no pool.
package struct TextModel: Sendable, Equatable {
  /// Names of the classes, in the order of their indices.
  package let labels: [String]
  package let vocabulary: Vocabulary
  package let classifier: Classifier

  package init(labels: [String], vocabulary: Vocabulary, classifier: Classifier) {
    precondition(labels.count == classifier.classCount, "Each class has one name.")
    precondition(vocabulary.fingerprint == classifier.fingerprint, "The vocabulary is another one.")
    self.labels = labels
    self.vocabulary = vocabulary
    self.classifier = classifier
  }

  /// Returns each text's probabilities, one a label.
  ///
  /// Texts of the pool that it was trained on come out as by `Classifier.predict`, bit for bit. Who
  /// predicts again and again keeps a `TextPredictor`.
  package func predict(_ texts: [String], threads: Int = 2) -> ProbabilityRows {
    let prepared = TextPredictor(self)
    // As few pieces as there are threads, since each meets the tokens for itself.
    let size = max(4096, (texts.count + max(1, threads) - 1) / max(1, threads))
    let values = Parallel.map(rows: texts.count, size: size, threads: threads) { rows in
      var predictor = prepared
      var values: [Float] = []
      values.reserveCapacity(rows.count * classifier.classCount)
      for row in rows {
        var text = texts[row]
        text.withUTF8 { predictor.predict($0, appendingTo: &values) }
      }
      return values
    }
    return ProbabilityRows(values: values, classCount: classifier.classCount)
  }
}
