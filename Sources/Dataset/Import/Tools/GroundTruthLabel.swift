/// The metadata of a Ground Truth label besides its index.
package struct LabelMetadata: Sendable, Equatable {
  /// The name of the label; nil if the file does not say it.
  package var className: String?
  /// Whether a person gave the label, and not a model.
  package var isHuman = true
  package var confidence: Double?

  /// The metadata of a row that `winnow export` wrote, by its `origin`.
  static func ofOrigin(_ origin: String?, confidence: String?) -> LabelMetadata {
    LabelMetadata(isHuman: origin != "auto", confidence: confidence.flatMap(Double.init))
  }
}

/// The label of a line of an augmented manifest: an index under a key, and `KEY-metadata`
/// (https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html).
struct GroundTruthLabel {
  let given: GivenAnswer
  let metadata: LabelMetadata
  /// The keys that the label was taken from.
  let keys: [String]

  /// Reads the label under a key; nil if no metadata of Ground Truth's is there.
  init?(_ object: JSONRecord, key: String) {
    guard let tree = object.tree(of: "\(key)-metadata"), Self.isMetadata(tree) else { return nil }
    keys = [key, "\(key)-metadata"]
    var metadata = LabelMetadata(className: tree["class-name"]?.text)
    metadata.isHuman = tree["human-annotated"]?.text != "no"
    metadata.confidence = tree["confidence"]?.labels?.first.flatMap(Double.init)
    let labels = object.tree(of: key)?.labels ?? []
    // A multi-label job has a list of indices and the names in a map.
    if labels.count == 1, metadata.className == nil {
      metadata.className = tree["class-map"]?[labels[0]]?.text
    }
    let names = labels.map { tree["class-map"]?[$0]?.text ?? $0 }
    let isFailed = labels.isEmpty && tree["failure-reason"] != nil
    given = isFailed ? .withheld(.failed) : GivenAnswer(labels.count > 1 ? names : labels)
    self.metadata = metadata
  }

  private static func isMetadata(_ tree: LocatedJSON.Value) -> Bool {
    if tree["type"]?.text?.hasPrefix("groundtruth/") == true { return true }
    return ["class-name", "class-map", "human-annotated", "failure-reason"].contains {
      tree[$0] != nil
    }
  }

  /// Returns the first key of an object that has such metadata.
  static func key(in object: JSONRecord) -> String? {
    let suffix = "-metadata"
    return object.keys.lazy.filter { $0.hasSuffix(suffix) }
      .map { String($0.dropLast(suffix.count)) }
      .first { GroundTruthLabel(object, key: $0) != nil }
  }
}
