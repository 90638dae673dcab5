import Dataset
import Domain
import Foundation

extension LabelSet {
  /// Four labels, one of them not in ASCII.
  static let fuzzed = LabelSet(
    labels: [("Business", "b"), ("Entertainment", "e"), ("Santé", "m"), ("x", "x")].map {
      LabelSet.Label(name: $0.0, key: $0.1)
    })
}

extension LabelAttributeName {
  static func fuzzed() throws -> LabelAttributeName {
    guard let name = LabelAttributeName("category") else {
      throw BrokenProperty(description: "“category” is a name of a label attribute")
    }
    return name
  }
}

extension FuzzedParser {
  /// An input manifest; each line that is taken can be labeled, and is then a line of an output.
  static let manifest = FuzzedParser(name: "manifest") { bytes in
    let file = try NamelessFile(bytes)
    let manifest: Manifest
    do {
      manifest = try file.withPath {
        try Manifest.read(path: $0, attribute: .fuzzed(), labels: .fuzzed)
      }
    } catch let faults as FileFaults {
      return try requireWords(faults)
    }
    for item in manifest.lines.indices {
      let read = manifest.item(at: item, contextKeys: ["id", "a"])
      try require(read.text == manifest.text(of: item), "an item has its line's text")
      _ = manifest.identifier(of: item)
    }
    try requireOutput(of: manifest)
  }

  /// Labels, rejects and passes through lines; the output must be verified against the input.
  private static func requireOutput(of manifest: Manifest) throws {
    var output: [UInt8] = []
    let date = Date(timeIntervalSince1970: 0)
    let label = OutputLine.Label(
      index: 1, className: LabelSet.fuzzed[1].name, confidence: 0.5, humanAnnotated: false,
      creationDate: date)
    let lines: [OutputLine] = [
      .labeled(label), .unchanged, .rejected(reason: "\"broken\"\n", creationDate: date),
    ]
    try OutputManifest(manifest: manifest, jobName: "labeling-job/x").forEachChunk(
      line: { lines[$0 % lines.count] }, { output += $0 })
    let verification = try verified(output, input: manifest)
    // A rejection takes the label that the input gave.
    let faults = verification.faults.filter { ($0.reason as? ManifestFault)?.isLabelLost != true }
    try require(faults.isEmpty, "what is exported is verified: \(faults)")
  }

  private static func verified(_ output: [UInt8], input: Manifest?) throws -> ManifestVerification {
    try NamelessFile(output).withPath { path in
      try ManifestVerification.check(
        path: path, attribute: .fuzzed(), labels: .fuzzed, jobName: "labeling-job/x", input: input)
    }
  }

  /// An output manifest, alone and beside its input.
  static let verification = FuzzedParser(name: "verification") { bytes in
    let first = bytes.split(separator: 0x0A).first.map { Array($0) } ?? []
    let input = try? NamelessFile(first).withPath {
      try Manifest.read(path: $0, attribute: .fuzzed(), labels: .fuzzed)
    }
    for input in [nil, input] {
      let found = try verified(bytes, input: input)
      let counted = found.human + found.auto + found.rejected + found.unlabeled
      try require(
        found.isSound ? counted == found.lines : counted <= found.lines, "every line counts once")
      try require(found.byLabel.reduce(0, +) == found.human + found.auto, "labels add up")
      try requireWords(found.faults)
    }
  }
}

extension ManifestFault {
  fileprivate var isLabelLost: Bool {
    if case .labelLost = self { true } else { false }
  }
}

/// Requires that faults say something, on one line each, without anything that moves a cursor.
func requireWords(_ faults: FileFaults) throws {
  try require(!faults.faults.isEmpty, "a refusal has a reason")
  try requireWords(faults.faults)
}

func requireWords(_ faults: [FileFault]) throws {
  for fault in faults {
    let words = fault.description
    try require(!fault.reason.description.isEmpty, "a fault has words")
    try require(InertText.of(words) == words, "a message is inert: \(words.debugDescription)")
  }
}
