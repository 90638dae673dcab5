/// Writes items as Label Studio's array of tasks, for its import.
///
/// A person's label is an annotation, an auto-label a prediction with its confidence as `score`, a
/// rejected item a cancelled annotation; every task has a list of annotations, by which its export is known.
/// The names `label` and `text` are those of Label Studio's own template for text classification.
///
/// Source: <https://labelstud.io/guide/tasks> and <https://labelstud.io/guide/predictions>
/// (Label Studio 1.x, “Basic Label Studio JSON format”).
struct LabelStudioWriter: ItemWriter {
  private var isFirst = true

  var head: [UInt8] { Array("[\n".utf8) }
  var tail: [UInt8] { Array("\n]\n".utf8) }

  mutating func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool {
    if !isFirst { output += ",\n".utf8 }
    isFirst = false
    var task = JSONObjectWriter(to: &output)
    task.append("id", json: String(item.number).utf8, to: &output)
    task.append("data", json: Self.data(item), to: &output)
    switch item.origin {
    case .human: task.append("annotations", json: "[\(Self.annotation(item))]".utf8, to: &output)
    case .auto:
      task.append("annotations", json: "[]".utf8, to: &output)
      task.append("predictions", json: "[\(Self.prediction(item))]".utf8, to: &output)
    case .rejected:
      task.append(
        "annotations", json: "[{\"result\": [], \"was_cancelled\": true}]".utf8, to: &output)
    case .unlabeled: task.append("annotations", json: "[]".utf8, to: &output)
    }
    task.end(&output)
    return true
  }

  private static func data(_ item: ExportedItem) -> [UInt8] {
    var output: [UInt8] = []
    var data = JSONObjectWriter(to: &output)
    data.append("text", item.text, to: &output)
    data.append(item.fields, reserved: ["text", "failure-reason"], to: &output)
    if let reason = item.reason { data.append("failure-reason", reason, to: &output) }
    data.end(&output)
    return output
  }

  private static func annotation(_ item: ExportedItem) -> String {
    "{\"result\": [\(result(item))], \"was_cancelled\": false}"
  }

  private static func prediction(_ item: ExportedItem) -> String {
    let score = item.confidence.map { ", \"score\": \($0)" } ?? ""
    return "{\"model_version\": \"winnow\"\(score), \"result\": [\(result(item))]}"
  }

  private static func result(_ item: ExportedItem) -> String {
    """
    {"from_name": "label", "to_name": "text", "type": "choices", \
    "value": {"choices": [\(JSONString.text(item.label ?? ""))]}}
    """
  }
}
