package import Dataset
package import Domain
package import Learning

/// Trains the built-in model on augmented manifests, outside a project.
package struct ModelTraining: Sendable {
  /// A trained model, and the numbers of lines that it was trained on.
  package struct Outcome: Sendable {
    package let model: TextModel
    /// The number of all lines, which the vocabulary is taken from.
    package let lineCount: Int
    /// The number of labeled lines by label.
    package let counts: [Int]

    package var labeled: Int { counts.reduce(0, +) }
  }

  private let labels: LabelSet
  package var seed: UInt64 = 0
  package var threads = 2

  package init(labels: LabelSet) {
    self.labels = labels
  }

  /// Trains on the lines that people labeled; the weights of rare words are taken from all lines.
  package func train(_ manifests: [Manifest]) throws -> Outcome {
    var (texts, known): ([String], [HumanLabel]) = ([], [])
    for manifest in manifests {
      for row in 0..<manifest.count {
        if let initial = manifest.lines[row].initialLabel.flatMap(labels.current), initial.isHuman {
          known.append(HumanLabel(item: texts.count, label: initial.index))
        }
        texts.append(manifest.text(of: row))
      }
    }
    var counts = [Int](repeating: 0, count: labels.count)
    for label in known { counts[label.label] += 1 }
    guard counts.count(where: { $0 > 0 }) > 1 else { throw fault(manifests, known.count) }
    let features = TextFeatures(texts: texts)
    var trainer = ClassifierTrainer()
    trainer.threads = threads
    let classifier = trainer.train(
      features, labels: known, classCount: labels.count, seed: seed)
    let model = TextModel(
      labels: labels.used.map { labels[$0].name }, vocabulary: features.vocabulary,
      classifier: classifier.keeping(labels.used))
    return Outcome(model: model, lineCount: texts.count, counts: counts)
  }

  private func fault(_ manifests: [Manifest], _ labeled: Int) -> ServiceError {
    .tooFewLabels(
      files: manifests.map(\.path), attribute: manifests.first?.attribute.name ?? "",
      labeled: labeled)
  }
}
