import Dataset
import Domain
import Foundation
import TerminalUI

extension FuzzedParser {
  /// The scanner of JSON; Foundation reads what it takes.
  static let json = FuzzedParser(name: "json") { bytes in
    do {
      _ = try LocatedJSON.parse(bytes, file: "in")
    } catch let faults as FileFaults {
      try requireWords(faults)
    }
    try bytes.withUnsafeBufferPointer { buffer in
      var members = JSONMembers()
      guard (try? members.scan(buffer)) != nil else { return }
      let line = JSONLine(buffer)
      for member in members.members {
        let key = members.key(of: member, in: buffer)
        let value = buffer[member.value]
        try require(
          value.elementsEqual("null".utf8) || line.value(of: key) != nil, "a key has its value")
      }
      // Foundation has no place for half a surrogate pair, nor for numbers beyond a Double.
      guard !buffer.contains(UInt8(ascii: "\\")), buffer.count(where: { $0 &- 0x30 < 10 }) < 200
      else { return }
      let text = String(decoding: buffer, as: UTF8.self)
      guard !text.contains("e") && !text.contains("E") else { return }
      let object = try? JSONSerialization.jsonObject(with: Data(bytes))
      try require(object is [String: Any], "Foundation reads what the scanner takes")
    }
  }

  /// By the first byte: a job request, a label category file, changes of labels, a lead's settings.
  static let request = FuzzedParser(name: "request") { bytes in
    let content = Array(bytes.dropFirst())
    do {
      switch (bytes.first ?? 0) % 4 {
      case 0: _ = try LabelingJob.parse(content, file: "job.json", home: "/")
      case 1: try requireUsable(try LabelCategoryFile.parse(content, file: "labels.json"))
      case 2: try requireChanged(Data(content))
      default: try requireSettings(Data(content))
      }
    } catch let faults as FileFaults {
      try requireWords(faults)
    }
  }

  /// Requires that changes of labels leave labels that can be given, each with one meaning.
  private static func requireChanged(_ content: Data) throws {
    guard let changes = try? LabelChangesFile.value(of: content) else { return }
    var labels = LabelSet(labels: [.init(name: "A", key: "a"), .init(name: "B", key: "b")])
    for change in changes {
      do { labels = try labels.applying(change.kind) } catch is LabelChangeFault { return }
    }
    try require(labels.used.count >= 2, "there is something to choose")
    let keys = labels.labels.compactMap(\.key)
    try require(Set(keys).count == keys.count, "keys are distinct")
    for (index, meaning) in labels.meanings.enumerated() where meaning >= 0 {
      try require(labels[meaning].use == .present, "\(index) stands for a label in use")
    }
    let coded = try LabelChangesFile.value(of: Data(LabelChangesFile.bytes(of: changes)))
    try require(coded.map(\.kind) == changes.map(\.kind), "changes are kept as they are")
  }

  private static func requireSettings(_ content: Data) throws {
    guard let settings = try? SettingsFile.value(of: content), settings.isInRange else { return }
    try require(settings.blindOpinions >= 1, "somebody is asked")
    let coded = try SettingsFile.value(of: Data(SettingsFile.bytes(of: settings)))
    try require(coded == settings, "settings are kept as they are")
  }

  private static func requireUsable(_ labels: LabelSet) throws {
    try require(labels.count >= 2, "there is something to choose")
    let names = labels.labels.map(\.name)
    try require(names.allSatisfy { InertText.of($0) == $0 }, "names are inert")
    try require(Set(names).count == names.count, "names are distinct")
    let keys = labels.labels.compactMap(\.key)
    try require(Set(keys).count == keys.count, "keys are distinct")
    let coded = try JSONDecoder().decode(LabelSet.self, from: JSONEncoder().encode(labels))
    try require(coded == labels, "labels are kept as they are")
  }

  /// A worker template: HTML, Liquid, Markdown, links.
  static let template = FuzzedParser(name: "template") { bytes in
    let guide = WorkerTaskTemplate.parse(String(decoding: bytes, as: UTF8.self))
    for block in guide.shortInstructions + guide.fullInstructions {
      try require(!block.text.isEmpty, "no block is empty")
      try requireShown(block.text)
    }
    try require(Set(guide.contextKeys).count == guide.contextKeys.count, "keys are distinct")
    let coded = try JSONDecoder().decode(Guide.self, from: JSONEncoder().encode(guide))
    try require(coded == guide, "a guide is kept as it is")
  }

  /// Text on its way to a screen or into a message.
  static let text = FuzzedParser(name: "text") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    try requireShown(text)
    let inert = InertText.of(text)
    try require(InertText.of(inert) == inert, "inert text stays as it is")
    for scalar in inert.unicodeScalars { try requireHarmless(scalar) }
  }

  /// Requires that a text fits the columns it is given, and has nothing that a terminal obeys.
  private static func requireShown(_ text: String) throws {
    for width in [7, 80] {
      for line in SafeText.wrapped(text, to: width) {
        try require(line.columns <= width, "a line fits its columns")
        for scalar in line.string.unicodeScalars { try requireHarmless(scalar) }
      }
    }
    let cut = SafeText(text, limit: 20).truncated(to: 9)
    try require(cut.columns <= 9, "a cut text fits its columns")
  }

  private static func requireHarmless(_ scalar: Unicode.Scalar) throws {
    let value = scalar.value
    let isControl = value < 0x20 || (0x7F...0x9F).contains(value)
    let turns = value == 0x61C || value == 0x200E || value == 0x200F
    let isDirection =
      turns || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    let isBreak = value == 0x2028 || value == 0x2029
    try require(
      !isControl && !isDirection && !isBreak, "U+\(String(value, radix: 16)) is never shown")
  }
}
