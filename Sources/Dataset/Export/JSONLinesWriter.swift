/// Writes items as flat JSON objects, one on each line, with the label's name under `label`.
struct JSONLinesWriter: ItemWriter {
  private static let own = Set(DelimitedWriter.own)

  func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool {
    var object = JSONObjectWriter(to: &output)
    object.append(item.fields, reserved: Self.own, to: &output)
    object.append("text", item.text, to: &output)
    if let label = item.label { object.append("label", label, to: &output) }
    object.append("origin", item.origin.rawValue, to: &output)
    if let confidence = item.confidence {
      object.append("confidence", json: confidence.description.utf8, to: &output)
    }
    if let date = item.creationDate { object.append("creation-date", date, to: &output) }
    if let reason = item.reason { object.append("failure-reason", reason, to: &output) }
    object.end(&output)
    output.append(0x0A)
    return true
  }
}
