/// Reads the answers of another tool's JSON, recognized by the structure of the first row.
///
/// Each case has the version and the documentation of the format beside its code.
struct ToolReader {
  let tool: LabelingTool
  private let chosen: String?
  /// The question whose answers are the labels, once it is known.
  private(set) var question: String?

  /// Recognizes a tool; returns nil for none.
  ///
  /// `label` is the user's own choice of the label.
  init?(of object: JSONRecord, label: String?) {
    guard let tool = LabelingTool.ofObject(object) else { return nil }
    self.tool = tool
    chosen = label
    question = label
  }

  /// The label's place, for reports.
  var labelTitle: String {
    switch tool {
    case .labelStudio: question.map { "annotations (“\($0)”)" } ?? "annotations"
    case .argilla: question.map { "responses (“\($0)”)" } ?? "responses"
    case .prodigy: "answer"
    default: "label"
    }
  }

  func textPath(_ object: JSONRecord) -> String? {
    switch tool {
    case .labelStudio: Self.textPath(in: "data", object)
    case .argilla: Self.textPath(in: "fields", object)
    case .doccano: ["text", "data"].first { object.text(of: $0) != nil }
    case .winnow: "text"
    default: nil
    }
  }

  /// Returns the usual key of a text in an object, or its only text.
  private static func textPath(in key: String, _ object: JSONRecord) -> String? {
    guard let inner = object.object(key) else { return nil }
    if let usual = ColumnChoice.textNames.first(where: { inner.text(of: $0) != nil }) {
      return "\(key).\(usual)"
    }
    let texts = inner.keys.filter { inner.text(of: $0) != nil }
    // Images, audio and video are tasks of their own, whose text is an address.
    let isMedia = ["image", "audio", "video", "img", "picture", "url", "file"].contains { word in
      texts.first?.lowercased().contains(word) == true
    }
    return texts.count == 1 && !isMedia ? "\(key).\(texts[0])" : nil
  }

  /// Returns a row's answer and the keys it was taken from; nil if the usual keys hold it.
  mutating func answer(
    _ object: JSONRecord
  ) throws(ImportFault) -> (given: GivenAnswer, keys: [String])? {
    switch tool {
    case .labelStudio: return try labelStudio(object)
    case .labelStudioRows: return labelStudioRow(object)
    case .prodigy: return chosen == nil ? try prodigy(object) : nil
    case .argilla: return try argilla(object)
    case .winnow: return chosen == nil ? try own(object) : nil
    case .doccano, .fastText, .groundTruth: return nil
    }
  }

  /// Returns what a row says of its label besides: of those that winnow wrote, whether a model gave it.
  func metadata(_ object: JSONRecord) -> LabelMetadata {
    func confidence(_ record: JSONRecord?) -> String? {
      record?.tree(of: "confidence")?.labels?.first
    }
    switch tool {
    case .winnow:
      return .ofOrigin(object.text(of: "origin"), confidence: confidence(object))
    case .prodigy:
      let meta = object.object("meta")
      return .ofOrigin(meta?.text(of: "origin"), confidence: confidence(meta))
    case .labelStudio:
      guard let prediction = ownPrediction(object) else { return LabelMetadata() }
      return .ofOrigin("auto", confidence: prediction["score"]?.labels?.first)
    default: return LabelMetadata()
    }
  }

  /// Returns the auto-label that winnow wrote for Label Studio, of a task without annotations.
  private func ownPrediction(_ object: JSONRecord) -> LocatedJSON.Value? {
    guard (object.tree(of: "annotations")?.elements ?? []).isEmpty else { return nil }
    return object.tree(of: "predictions")?.elements.first { $0["model_version"]?.text == "winnow" }
  }

  /// Keeps the question of the first answer; another one is a fault.
  mutating func settleQuestion(_ found: [String]) throws(ImportFault) {
    let found = Set(found)
    guard
      chosen != nil
        || (found.count <= 1 && (question == nil || found.isSubset(of: [question ?? ""])))
    else {
      throw .severalQuestions(found.union([question ?? ""]).subtracting([""]).sorted())
    }
    question = question ?? found.first
  }
}

extension ToolReader {
  /// Label Studio's JSON: tasks with `annotations` (before 1.0 `completions`), each with results of
  /// type `choices` (Label Studio 1.x, https://labelstud.io/guide/task_format.html).
  ///
  /// Annotations marked as ground truth go before others; skipped ones (`was_cancelled`) are none.
  private mutating func labelStudio(
    _ object: JSONRecord
  ) throws(ImportFault) -> (given: GivenAnswer, keys: [String]) {
    let key = object.has("annotations") ? "annotations" : "completions"
    let prediction = ownPrediction(object).map { [$0] }
    let all = prediction ?? object.tree(of: key)?.elements ?? []
    let valid = all.filter { $0["was_cancelled"]?.isTrue != true && $0["skipped"]?.isTrue != true }
    if valid.isEmpty { return (all.isEmpty ? .none : .withheld(.skipped), [key]) }
    let truth = valid.filter { $0["ground_truth"]?.isTrue == true }
    let results = (truth.isEmpty ? valid : truth).map { annotation in
      (annotation["result"]?.elements ?? []).filter { $0["type"]?.text == "choices" }
    }
    let names = results.joined().compactMap { $0["from_name"]?.text }
    try settleQuestion(names)
    let votes = results.map { results in
      results.filter { question == nil || $0["from_name"]?.text == question }
        .flatMap { $0["value"]?["choices"]?.labels ?? [] }
    }
    return (GivenAnswer(votes: votes), prediction == nil ? [key] : [key, "predictions"])
  }

  /// The JSON Lines of `winnow export`, doccano's form among them.
  private func own(
    _ object: JSONRecord
  ) throws(ImportFault) -> (given: GivenAnswer, keys: [String]) {
    if object.text(of: "origin") == "rejected" { return (.withheld(.failed), ["label"]) }
    guard let value = object.value(of: "label") else { return (.none, []) }
    return (try JSONRecord.answer(value, key: "label"), ["label"])
  }

  /// Label Studio's JSON-MIN: a row an annotation, with the choice under the name of its control
  /// (label-studio-converter 0.0.59, convert_to_json_min).
  private mutating func labelStudioRow(
    _ object: JSONRecord
  ) -> (given: GivenAnswer, keys: [String])? {
    let usual = ColumnChoice.labelNames.first { object.has($0) }
    let others = object.keys.filter {
      !LabelingTool.labelStudioColumns.contains($0) && !ColumnChoice.textNames.contains($0)
    }
    guard let key = question ?? usual ?? (others.count == 1 ? others[0] : nil) else { return nil }
    question = key
    if object.value(of: "was_cancelled")?.first == UInt8(ascii: "t") {
      return (.withheld(.skipped), [key])
    }
    guard let value = object.value(of: key) else { return (.none, []) }
    return (LabelStudioChoices.answer(Array(value)), [key])
  }

  /// Prodigy's text classification: `label` or the chosen `options`, and `answer`
  /// (Prodigy 1.11–1.18, https://prodi.gy/docs/api-interfaces#classification and #choice).
  ///
  /// A rejected `label` says only what the text is not; it stays in the row.
  private func prodigy(
    _ object: JSONRecord
  ) throws(ImportFault) -> (given: GivenAnswer, keys: [String]) {
    switch object.text(of: "answer") {
    case "reject": return (.withheld(.rejected), [])
    case "ignore": return (.withheld(.ignored), [])
    default: break
    }
    guard object.has("options") || object.has("accept") else {
      guard let value = object.value(of: "label") else { return (.none, []) }
      return (try JSONRecord.answer(value, key: "label"), ["label"])
    }
    guard let accepted = object.tree(of: "accept")?.labels else { return (.none, []) }
    let texts = Self.texts(ofOptions: object.tree(of: "options")?.elements ?? [])
    // The text stands for an id that is only a number.
    let names = accepted.map { id in Int(id) == nil ? id : texts[id] ?? id }
    return (GivenAnswer(names), ["accept"])
  }

  private static func texts(ofOptions options: [LocatedJSON.Value]) -> [String: String] {
    let pairs = options.compactMap { option in
      option["id"]?.labels?.first.flatMap { id in option["text"]?.text.map { (id, $0) } }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
