package import Domain
import Foundation

extension LabelCategoryFile {
  /// Returns the path of the file beside an output, which the lead's changes of labels need.
  package static func path(beside output: String) -> String {
    let name = URL(filePath: output).deletingPathExtension().lastPathComponent
    return URL(filePath: output).deletingLastPathComponent()
      .appending(path: name + ".label-categories.json").relativePath
  }

  /// Returns a file with the labels of now; each keeps its index.
  package static func bytes(_ labels: LabelSet) -> [UInt8] {
    let entries = labels.labels.map { "    {" + fields($0, labels).joined(separator: ", ") + "}" }
    return Array(
      "{\"document-version\": \"2018-11-28\", \"labels\": [\n\(entries.joined(separator: ",\n"))\n]}\n"
        .utf8)
  }

  private static func fields(_ label: LabelSet.Label, _ labels: LabelSet) -> [String] {
    var fields = ["\"label\": \(JSONString.text(label.name))"]
    switch label.use {
    case .present:
      if let key = label.key { fields.append("\"key\": \(JSONString.text(String(key)))") }
    case .merged(let other):
      fields.append("\"merged-into\": \(JSONString.text(labels[other].name))")
    case .split: fields.append("\"split\": true")
    }
    return fields
  }
}
