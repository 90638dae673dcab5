package import Domain
import Foundation

/// The files of a labeling job that is made from labels alone: request, label categories, instructions.
package struct JobDraft {
  /// A label and, if one was named, its key.
  package struct Label: Sendable, Equatable {
    package let name: String
    package let key: String?
  }

  package static let title = "Which label fits this text best?"

  package let name: String
  package let attribute: LabelAttributeName
  package let labels: [Label]
  /// The keys that are shown beside the text.
  private let contextKeys: [String]

  /// Makes a draft; `name` may have any characters, `labels` is as in `b=Business,t=Technology`, or
  /// `Business,Technology` without keys.
  package init(
    name: String, attribute: LabelAttributeName, labels: String, contextKeys: [String] = []
  ) {
    self.contextKeys = contextKeys
    self.name = Self.jobName(name)
    self.attribute = attribute
    self.labels = Self.parse(labels)
  }

  /// Reads labels; a part after a comma that has no `=` belongs to the name before it if others have.
  private static func parse(_ text: String) -> [Label] {
    let hasKeys = text.contains("=")
    var labels: [Label] = []
    for part in text.split(separator: ",") {
      let halves = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
      if halves.count == 2 {
        labels.append(Label(name: halves[1], key: halves[0]))
      } else if hasKeys, let last = labels.popLast() {
        labels.append(Label(name: "\(last.name),\(part)", key: last.key))
      } else {
        labels.append(Label(name: part.trimmed, key: nil))
      }
    }
    return labels
  }

  /// Returns a name with only the characters that a job's may have.
  private static func jobName(_ text: String) -> String {
    let parts = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = parts.joined(separator: "-").prefix(63)
    return name.isEmpty ? "labeling" : String(name)
  }

  /// Returns the labels with their keys; faults are said of `--labels`.
  package func labelSet() throws(FileFaults) -> LabelSet {
    do throws(FileFaults) {
      return try LabelCategoryFile.parse(Array(categories.utf8), file: "--labels")
    } catch {
      throw FileFaults(error.faults.map { FileFault(file: $0.file, reason: $0.reason) })
    }
  }

  /// Writes the files, under the names that they have in a project, and returns the request's path.
  package func write(to folder: String) throws(FileFaults) -> String {
    let place = ProjectFolder(path: folder)
    try Self.write(request, to: place.job)
    try Self.write(categories, to: place.labelCategories)
    try Self.write("# \(Self.title)\n", to: place.template)
    return place.job
  }

  private static func write(_ text: String, to path: String) throws(FileFaults) {
    var file = try AtomicFile(path: path)
    try file.append(Array(text.utf8))
    try file.commit()
  }

  private var request: String {
    """
    {
      "LabelingJobName": \(JSONString.text(name)),
      "LabelAttributeName": \(JSONString.text(attribute.name)),
      "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "input.manifest"}}},
      "LabelCategoryConfigS3Uri": "label-categories.json",
      "HumanTaskConfig": {
        "UiConfig": {"UiTemplateS3Uri": "worker-task-template"},
        "TaskTitle": \(JSONString.text(Self.title)),
        "TaskDescription": \(JSONString.text(Self.title))
      },
      "ActiveLearning": {"ContextKeys": [\(contextKeys.map { JSONString.text($0) }.joined(separator: ", "))]}
    }

    """
  }

  private var categories: String {
    let lines = labels.map { label in
      let key = label.key.map { ", \"key\": \(JSONString.text($0))" } ?? ""
      return "    {\"label\": \(JSONString.text(label.name))\(key)}"
    }
    return """
      {
        "document-version": "2018-11-28",
        "labels": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }
}

extension StringProtocol {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
