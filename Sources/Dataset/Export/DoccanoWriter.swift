/// Writes items as doccano's JSON Lines for text classification: `text`, and a list under `label`.
///
/// All other keys become doccano's metadata.
///
/// Source: <https://doccano.github.io/doccano/tutorial/> and doccano's “JSONL” import of text
/// classification projects (doccano 1.8).
struct DoccanoWriter: ItemWriter {
  private static let own: Set = ["text", "label", "origin", "failure-reason"]

  func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool {
    var object = JSONObjectWriter(to: &output)
    object.append(item.fields, reserved: Self.own, to: &output)
    object.append("text", item.text, to: &output)
    let label = item.label.map { JSONString.text($0) } ?? ""
    object.append("label", json: "[\(label)]".utf8, to: &output)
    object.append("origin", item.origin.rawValue, to: &output)
    if let reason = item.reason { object.append("failure-reason", reason, to: &output) }
    object.end(&output)
    output.append(0x0A)
    return true
  }
}
