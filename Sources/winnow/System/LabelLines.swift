import Domain
import Foundation
import Workbench

/// The labels of a job in lines and as JSON.
struct LabelLines {
  let labels: LabelSet
  let counts: Counts
  let changes: [LabelChange]

  private struct Entry: Encodable {
    let index: Int
    let name: String
    let key: String?
    let former_names: [String]
    let merged_into: String?
    let is_split: Bool
    let people: Int
    let model: Int
  }

  /// A change, with the names that it took away and those that it gave.
  private struct Change: Encodable {
    let at: Date
    let by: String
    let kind: String
    let from: [String]
    let to: [String]

    init(_ change: LabelChange) {
      (at, by) = (change.at, change.by)
      (kind, from, to) =
        switch change.kind {
        case .rename(let old, let new): ("rename", [old], [new])
        case .add(let name, _): ("add", [], [name])
        case .merge(let name, let other): ("merge", [name], [other])
        case .split(let name, let parts, _): ("split", [name], parts)
        }
    }
  }

  private struct Content: Encodable {
    let labels: [Entry]
    let changes: [Change]
  }

  var lines: [String] {
    entries.map(line)
      + changes.map { change in
        "\(change.at.formatted(.iso8601))  \(change.by) \(LabelChangeWords.past(change.kind))"
      }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(
      decoding: try encoder.encode(Content(labels: entries, changes: changes.map(Change.init))),
      as: UTF8.self)
  }

  private var entries: [Entry] {
    labels.labels.enumerated().map { index, label in
      var target: String?
      if case .merged(let other) = label.use { target = labels[other].name }
      return Entry(
        index: index, name: label.name, key: label.key.map { String($0) },
        former_names: label.formerNames, merged_into: target, is_split: label.use == .split,
        people: counts.human(ofLabel: index), model: counts.auto(ofLabel: index))
    }
  }

  private func line(_ entry: Entry) -> String {
    let head = "\(entry.index)  \(entry.key ?? "–")  \(entry.name)"
    if let target = entry.merged_into { return head + ": merged into “\(target)”" }
    if entry.is_split { return head + ": split" }
    let was = entry.former_names.map { "“\($0)”" }.joined(separator: ", ")
    return head + ": \(NumberText.count(entry.people)) by people, "
      + "\(NumberText.count(entry.model)) by the model" + (was.isEmpty ? "" : "; was \(was)")
  }
}
