/// A labeling tool whose exports are recognized by their structure.
package enum LabelingTool: String, Sendable, Equatable {
  case labelStudio = "Label Studio"
  /// Label Studio's JSON-MIN and CSV: one row for each annotation.
  case labelStudioRows = "Label Studio (a row an annotation)"
  case doccano
  case prodigy = "Prodigy"
  case argilla = "Argilla"
  case fastText = "fastText"
  case groundTruth = "Ground Truth"
  /// The CSV, TSV and JSON Lines of `winnow export`, with the label's `origin` beside it.
  case winnow

  /// Label Studio's own columns of an annotation (label-studio-converter 0.0.59, exports/csv2.py).
  static let labelStudioColumns: Set<String> = [
    "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "was_cancelled",
    "agreement",
  ]

  /// The columns of `winnow export --format csv` that tell it.
  private static let ownColumns = ["text", "label", "origin", "failure-reason"]

  /// Recognizes the tool by the names of a table's columns.
  static func ofTable(_ names: [String]) -> LabelingTool? {
    let names = Set(names)
    if names.isSuperset(of: ["annotator", "annotation_id", "lead_time"]) {
      return .labelStudioRows
    }
    if names.isSuperset(of: ownColumns) { return .winnow }
    // Written by doccano from 1.5 on (backend/data_export/pipeline/factories.py).
    return names.isSuperset(of: ["id", "text", "label", "Comments"]) ? .doccano : nil
  }
}

extension LabelingTool {
  /// Recognizes the tool by the keys of a JSON object.
  static func ofObject(_ object: JSONRecord) -> LabelingTool? {
    let isTask = ["annotations", "completions", "predictions"].contains(where: object.has)
    if isTask, object.object("data") != nil { return .labelStudio }
    if object.has("annotation_id"), object.has("annotator") || object.has("lead_time") {
      return .labelStudioRows
    }
    if ["accept", "reject", "ignore"].contains(object.text(of: "answer")),
      object.has("text")
    {
      return .prodigy
    }
    if isArgilla(object) { return .argilla }
    let origins = ["human", "auto", "rejected", "unlabeled"]
    // An item without an answer, as winnow writes it for Prodigy.
    if object.has("options"), let meta = object.object("meta"),
      origins.contains(meta.text(of: "origin") ?? "")
    {
      return .prodigy
    }
    if object.has("text"), origins.contains(object.text(of: "origin") ?? "") { return .winnow }
    let isList = object.value(of: "label")?.first == UInt8(ascii: "[")
    return isList && (object.has("text") || object.has("data")) ? .doccano : nil
  }

  private static func isArgilla(_ object: JSONRecord) -> Bool {
    if object.object("fields") != nil, object.has("responses") { return true }
    if object.has("annotation"), object.has("prediction"), object.has("status") { return true }
    return object.keys.contains { $0.hasSuffix(".responses") && object.has("\($0).status") }
  }
}
