package import Domain
package import Learning

/// A model of an earlier job, whose predictions are pooled with those of the built-in model.
///
/// It counts as so many labels as it was trained on, against those of this job. It is no witness of
/// accuracy: it may have been trained on labels that came with the input.
package struct StartModel: Sendable {
  /// The number of labels that it was trained on.
  package let labelCount: Int
  /// For each of its classes the job's label of now; −1 for one that was split.
  private let places: [Int]
  private let classCount: Int
  private let texts: PoolTexts
  private let load: @Sendable () throws -> TextModel

  /// Takes a model that `load` reads again when it is needed; nil if a label in use is none of its
  /// own, since the lead has added or split one.
  package init?(
    _ model: TextModel, labels: LabelSet, texts: PoolTexts,
    load: @escaping @Sendable () throws -> TextModel
  ) {
    labelCount = model.classifier.labelCount
    classCount = labels.count
    places = model.labels.map { labels.index(ofName: $0) ?? -1 }
    guard Set(labels.used).isSubset(of: places) else { return nil }
    (self.texts, self.load) = (texts, load)
  }

  /// Returns its predictions of all texts, with the job's labels as classes.
  func predict(threads: Int) throws -> ProbabilityRows {
    try load().predict(texts.all, threads: threads).gathered(into: classCount, at: places)
  }

  /// Returns the weight of its predictions beside those of a model with so many labels of this job.
  func weight(beside labels: Int) -> Float {
    let own = Double(labels)
    let former = Self.worth * Double(labelCount)
    return former > 0 ? Float(former / (former + own)) : 0
  }

  /// The labels of this job that one of an earlier job is worth. (Measured on 10,000 headlines: 0.25, 0.5
  /// and 1 save as much; a model of no use costs the least with 0.25.)
  private static let worth = 0.25
}
