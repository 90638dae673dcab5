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
  /// Texts of the pool that it was trained on come out as by `Classifier.predict`, bit for bit.
  package func predict(_ texts: [String], threads: Int = 2) -> ProbabilityRows {
    classifier.predict(TextFeatures(texts: texts, vocabulary: vocabulary), threads: threads)
  }
}
