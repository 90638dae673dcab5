import Foundation

/// Adds a label and its metadata to a line and keeps every other byte.
package struct LineAugmenter: Sendable {
  private let attribute: JSONKey
  private let metadata: JSONKey
  /// `"category": `, and `, "category-metadata": {`.
  private let labelLead: [UInt8]
  private let metadataLead: [UInt8]
  private let rejectionLead: [UInt8]
  /// The type and the job's name, the same for every line.
  private let common: [UInt8]

  /// Makes an augmenter; `jobName` is the value of `job-name`, such as `labeling-job/news`.
  package init(attribute: LabelAttributeName, jobName: String) {
    self.attribute = JSONKey(attribute.name)
    metadata = JSONKey(attribute.metadataName)
    let metadataKey = Array("\"\(attribute.metadataName)\": {".utf8)
    labelLead = Array("\"\(attribute.name)\": ".utf8)
    metadataLead = Array(", ".utf8) + metadataKey
    rejectionLead = metadataKey + Array("\"failure-reason\": ".utf8)
    common =
      Array(", \"type\": \"groundtruth/text-classification\", \"job-name\": ".utf8)
      + JSONString.encode(jobName)
  }

  /// Appends a line, without its line end, with the keys that the output adds.
  package func append(
    _ line: UnsafeBufferPointer<UInt8>, as output: OutputLine, members: inout JSONMembers,
    to result: inout [UInt8]
  ) {
    if output == .unchanged {
      result.append(contentsOf: line)
      return
    }
    do throws(JSONFault) {
      try members.scan(line)
    } catch {
      preconditionFailure("lines must be checked before they are augmented: \(error)")
    }
    if output == .reopened || output == .unlabeled, !hasLabel(line, members) {
      result.append(contentsOf: line)
      return
    }
    let hasKeys = appendOtherMembers(of: line, members: members, to: &result)
    if hasKeys, output != .unlabeled { result.append(contentsOf: Array(", ".utf8)) }
    append(output, to: &result)
    let end = members.members.last?.value.upperBound ?? line.count - 1
    result.append(contentsOf: line[end...])
  }

  private func hasLabel(_ line: UnsafeBufferPointer<UInt8>, _ members: JSONMembers) -> Bool {
    members.members.contains { attribute.matches($0, in: line) || metadata.matches($0, in: line) }
  }

  /// Appends the line up to the end of its last member, without the members that are replaced;
  /// returns whether any member remains.
  private func appendOtherMembers(
    of line: UnsafeBufferPointer<UInt8>, members: JSONMembers, to result: inout [UInt8]
  ) -> Bool {
    var hasKeys = false
    var separatorStart = 0
    for (position, member) in members.members.enumerated() {
      let isReplaced = attribute.matches(member, in: line) || metadata.matches(member, in: line)
      if position == 0 {
        result.append(contentsOf: line[..<member.start])
      } else if !isReplaced && hasKeys {
        result.append(contentsOf: line[separatorStart..<member.start])
      }
      if !isReplaced {
        result.append(contentsOf: line[member.start..<member.value.upperBound])
        hasKeys = true
      }
      separatorStart = member.value.upperBound
    }
    return hasKeys
  }

  /// Appends the keys that a label, a rejection or a reopening adds, without the line.
  func append(_ output: OutputLine, to result: inout [UInt8]) {
    switch output {
    case .unchanged, .unlabeled: break
    case .reopened:
      result.append(contentsOf: metadataLead.dropFirst(2))
      result.append(contentsOf: "\"adjudicated\": \"reopened\"}".utf8)
    case .labeled(let label): append(label, to: &result)
    case .rejected(let reason, let creationDate):
      result.append(contentsOf: rejectionLead)
      JSONString.append(reason, to: &result)
      appendEnd(humanAnnotated: true, creationDate: creationDate, to: &result)
    }
  }

  private func append(_ label: OutputLine.Label, to result: inout [UInt8]) {
    precondition((0...1).contains(label.confidence), "a confidence must be from 0 to 1")
    result.append(contentsOf: labelLead)
    result.append(contentsOf: String(label.index).utf8)
    result.append(contentsOf: metadataLead)
    if !label.className.isEmpty {
      result.append(contentsOf: "\"class-name\": ".utf8)
      JSONString.append(label.className, to: &result)
      result.append(contentsOf: ", ".utf8)
    }
    result.append(contentsOf: "\"confidence\": ".utf8)
    result.append(contentsOf: label.confidence.description.utf8)
    if let accuracy = label.accuracy {
      result.append(contentsOf: ", \"accuracy-bound\": \(accuracy.bound)".utf8)
      result.append(contentsOf: ", \"accuracy-method\": \"\(accuracy.method)\"".utf8)
    }
    if label.isAdjudicated { result.append(contentsOf: ", \"adjudicated\": \"yes\"".utf8) }
    appendEnd(
      humanAnnotated: label.humanAnnotated, creationDate: label.creationDate, to: &result)
  }

  private func appendEnd(humanAnnotated: Bool, creationDate: Date, to result: inout [UInt8]) {
    result.append(contentsOf: common)
    let human = humanAnnotated ? "yes" : "no"
    result.append(contentsOf: ", \"human-annotated\": \"\(human)\", \"creation-date\": \"".utf8)
    CreationDate.append(creationDate, to: &result)
    result.append(contentsOf: "\"}".utf8)
  }
}
