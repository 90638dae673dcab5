/// A self-contained model: label names, vocabulary and classifier.
///
/// The contents of a file `model.winnow`; it predicts texts outside of any pool.
package struct TextModel: Sendable, Equatable {
  /// The names of the classes, by index.
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

  /// Returns the class probabilities of each text.
  ///
  /// They equal those of `Classifier.predict`, bit for bit. For repeated calls keep a
  /// `TextPredictor`.
  package func predict(_ texts: [String], threads: Int = 2) -> ProbabilityRows {
    let prepared = TextPredictor(self)
    // One piece per thread, since each piece has a token cache of its own.
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
