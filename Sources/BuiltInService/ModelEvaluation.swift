package import Dataset
package import Domain
package import Learning

/// A model's predictions compared with labels that people gave.
package struct ModelEvaluation: Sendable {
  package let evaluation: Evaluation
  /// The number of lines that were compared.
  package let count: Int
  /// The number of lines left out: without a label, or with one that a model gave.
  package let unlabeled: Int

  /// Compares a model with the lines that people labeled.
  package init(_ model: TextModel, _ manifest: Manifest) throws {
    var predictor = TextPredictor(model)
    var (known, values): ([Int], [Float]) = ([], [])
    for row in 0..<manifest.count {
      guard let initial = manifest.lines[row].initialLabel, initial.isHuman else { continue }
      known.append(initial.index)
      var text = manifest.text(of: row)
      text.withUTF8 { predictor.predict($0, appendingTo: &values) }
    }
    guard !known.isEmpty else {
      throw ServiceError.tooFewLabels(
        files: [manifest.path], attribute: manifest.attribute.name, labeled: 0)
    }
    evaluation = Evaluation(
      ProbabilityRows(values: values, classCount: model.labels.count), known: known)
    count = known.count
    unlabeled = manifest.count - known.count
  }
}

extension TextModel {
  /// Its labels for reading manifests; their keys have no meaning.
  package var labelSet: LabelSet {
    LabelSet(labels: labels.map { LabelSet.Label(name: $0, key: nil) })
  }
}
