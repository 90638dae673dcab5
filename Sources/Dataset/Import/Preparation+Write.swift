import Foundation

/// What became of a file.
package struct PreparationReport: Sendable, Equatable {
  package let survey: PreparationSurvey
  /// Lines of the manifest, and how many of them are labeled.
  package internal(set) var written = 0
  package internal(set) var labeled = 0
  /// Lines of the answers.
  package internal(set) var answers = 0
}

extension Preparation {
  /// Writes the manifest, and the answers where a path for them is given.
  ///
  /// Both appear complete or not at all.
  @discardableResult
  package func write(
    manifest path: String, answers answersPath: String? = nil
  ) throws -> PreparationReport {
    var report = PreparationReport(survey: survey)
    var manifest = try AtomicFile(path: path, permissions: nil)
    var answers: AtomicFile?
    if let answersPath { answers = try AtomicFile(path: answersPath, permissions: nil) }
    let line = PreparedLine(options: options, labelMap: labelMap)
    var buffer: [UInt8] = []
    try forEachRow { row in
      buffer.removeAll(keepingCapacity: true)
      line.append(row, to: &buffer)
      try manifest.append(buffer)
      report.written += 1
      if row.isLabeled { report.labeled += 1 }
      guard answersPath != nil, let gold = row.gold, let id = row.id else { return }
      buffer.removeAll(keepingCapacity: true)
      PreparedLine.appendAnswer(id: id, label: gold, to: &buffer)
      try answers?.append(buffer)
      report.answers += 1
    }
    try answers?.commit()
    try manifest.commit()
    return report
  }
}

/// Writes prepared rows as lines of a manifest.
struct PreparedLine {
  private let options: PreparationOptions
  private let names: [String]
  private let reserved: Set<String>
  private let augmenter: LineAugmenter

  init(options: PreparationOptions, labelMap: LabelMap?) {
    self.options = options
    let names = labelMap?.names ?? []
    self.names = labelMap?.hasNames == false ? names.map { _ in "" } : names
    let attribute = options.attribute
    reserved = ["id", "source", "source-ref", attribute.name, attribute.metadataName]
    augmenter = LineAugmenter(attribute: attribute, jobName: options.jobName)
  }

  /// Returns the line of an unlabeled row, for measuring.
  func bytes(row: SourceRow, text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    appendObject(row, id: row.id, text: text, to: &bytes)
    return bytes
  }

  func append(_ row: PreparedRow, to output: inout [UInt8]) {
    appendObject(row.row, id: row.id, text: row.text, to: &output)
    if row.isLabeled, let index = row.goldIndex {
      let label = OutputLabel(
        index: index, className: names[index], confidence: 1, humanAnnotated: true,
        creationDate: options.creationDate)
      output.removeLast()
      output.append(contentsOf: ", ".utf8)
      augmenter.append(.labeled(label), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(0x0A)
  }

  private func appendObject(
    _ row: SourceRow, id: SourceRow.Value?, text: String, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    if let id {
      appendKey("id", to: &output)
      Self.append(id, to: &output)
      output.append(contentsOf: ", ".utf8)
    }
    appendKey("source", to: &output)
    JSONString.append(text, to: &output)
    for field in row.fields {
      output.append(contentsOf: ", ".utf8)
      // A key that means something to the job must not come from elsewhere.
      appendKey(reserved.contains(field.key) ? "input-\(field.key)" : field.key, to: &output)
      Self.append(field.value, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  private func appendKey(_ key: String, to output: inout [UInt8]) {
    JSONString.append(key, to: &output)
    output.append(contentsOf: ": ".utf8)
  }

  static func append(_ value: SourceRow.Value, to output: inout [UInt8]) {
    switch value {
    case .text(let text): JSONString.append(text, to: &output)
    case .json(let bytes): output.append(contentsOf: bytes)
    }
  }

  static func appendAnswer(id: SourceRow.Value, label: String, to output: inout [UInt8]) {
    output.append(contentsOf: "{\"id\": ".utf8)
    append(id, to: &output)
    output.append(contentsOf: ", \"label\": ".utf8)
    JSONString.append(label, to: &output)
    output.append(contentsOf: "}\n".utf8)
  }
}
