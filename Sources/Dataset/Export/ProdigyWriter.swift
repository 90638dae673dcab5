import Domain

/// Writes items as examples of Prodigy's choice interface, for `db-in`.
///
/// A label is the one accepted option; a rejected item has the answer `reject`; an unlabeled one has no
/// answer. All other keys are under `meta`.
///
/// Source: <https://prodi.gy/docs/api-interfaces#choice> and
/// <https://prodi.gy/docs/text-classification> (Prodigy 1.x).
struct ProdigyWriter: ItemWriter {
  private let options: [UInt8]

  init(labels: LabelSet) {
    let options = labels.used.map { index in
      let name = JSONString.text(labels.labels[index].name)
      return "{\"id\": \(name), \"text\": \(name)}"
    }
    self.options = Array("[\(options.joined(separator: ", "))]".utf8)
  }

  func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool {
    var object = JSONObjectWriter(to: &output)
    object.append("text", item.text, to: &output)
    object.append("meta", json: Self.meta(item), to: &output)
    object.append("options", json: options, to: &output)
    switch item.origin {
    case .human, .auto:
      let label = JSONString.text(item.label ?? "")
      object.append("accept", json: "[\(label)]".utf8, to: &output)
      object.append("answer", "accept", to: &output)
    case .rejected:
      object.append("accept", json: "[]".utf8, to: &output)
      object.append("answer", "reject", to: &output)
    case .unlabeled: break
    }
    object.end(&output)
    output.append(0x0A)
    return true
  }

  private static func meta(_ item: ExportedItem) -> [UInt8] {
    var output: [UInt8] = []
    var meta = JSONObjectWriter(to: &output)
    meta.append(item.fields, reserved: ["origin", "confidence", "failure-reason"], to: &output)
    meta.append("origin", item.origin.rawValue, to: &output)
    if item.origin == .auto, let confidence = item.confidence {
      meta.append("confidence", json: "\(confidence)".utf8, to: &output)
    }
    if let reason = item.reason { meta.append("failure-reason", reason, to: &output) }
    meta.end(&output)
    return output
  }
}
