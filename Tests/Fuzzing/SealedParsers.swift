import Dataset
import Domain
import Engine
import Foundation
import Learning

extension FuzzedParser {
  /// The files of a project and of a model; the first byte chooses the kind, and whether the rest is
  /// the body under a right checksum, or the whole file.
  static let sealed = FuzzedParser(name: "sealed") { bytes in
    let choice = Int(bytes.first ?? 0)
    let rest = Array(bytes.dropFirst())
    do {
      switch choice & 0x40 == 0 ? choice % 8 : 8 + choice % 2 {
      case 8: try requireAnswerSeal(rest)
      case 9: _ = try DecisionSeal.digests(of: rest)
      case 0:
        try file(rest, .autoLabels, isWhole: choice & 0x80 != 0).withPath(requireAutoLabels)
      case 1:
        try file(rest, .stacks, isWhole: choice & 0x80 != 0).withPath(requireStacks)
      case 2: try requireModel(rest, isWhole: choice & 0x80 != 0)
      case 3:
        let snapshot = try RoundCoding.snapshot(rest)
        try require(
          try RoundCoding.snapshot(RoundCoding.bytes(snapshot)) == snapshot, "labels are kept")
      case 4:
        let rows = try RoundCoding.probabilities(rest)
        let again = try RoundCoding.probabilities(RoundCoding.bytes(rows))
        try require(
          again.values.map(\.bitPattern) == rows.values.map(\.bitPattern), "rows are kept")
      case 5:
        let pairs = try RoundCoding.pairs(rest)
        let again = try RoundCoding.bytes(RoundCoding.pairs(RoundCoding.bytes(pairs)))
        try require(again == RoundCoding.bytes(pairs), "pairs are kept")
      case 6: _ = try RoundCoding.evidence(rest)
      default: _ = try RoundCoding.publication(rest)
      }
    } catch let broken as BrokenProperty {
      throw broken
    } catch let faults as FileFaults {
      try requireWords(faults)
    } catch {
      try require(!"\(error)".isEmpty, "a refusal has words")
    }
  }

  /// A file of these bytes, or with these bytes as its body.
  private static func file(_ bytes: [UInt8], _ kind: FileKind, isWhole: Bool) throws -> NamelessFile
  {
    try NamelessFile(isWhole ? bytes : Seal(kind.rawValue, of: "file").closed(bytes))
  }

  private static func requireAutoLabels(_ path: String) throws {
    let labels = try AutoLabels(path: path)
    let count = labels.labels.count
    guard labels.fit(items: count, labels: 4) else { return }
    try require(
      labels.tally(labelCount: 4).reduce(0, +) <= count, "no more labels than items")
    for item in 0..<min(count, 3) {
      let label = try AutoLabels.label(of: item, path: path)
      try require(label ?? -1 == Int(labels.labels[item]), "one label reads as all do")
    }
  }

  private static func requireAnswerSeal(_ body: [UInt8]) throws {
    let seal = try AnswerSeal(body: body)
    try require(
      seal.chunks.isEmpty || seal.chunks.indices.contains(seal.next), "the next chunk exists")
    let again = try AnswerSeal(body: seal.body())
    try require(try again.body() == seal.body(), "a seal is kept as it is")
  }

  private static func requireStacks(_ path: String) throws {
    let stacks = StackFile(path: path)
    _ = stacks.isWhole(count: 3)
    for item in [0, 2] { _ = try stacks.nearDuplicates(of: item) }
  }

  private static func requireModel(_ bytes: [UInt8], isWhole: Bool) throws {
    let seal = Seal("WINNOWMO", of: "model", layout: .version(2))
    let model = try TextModel(bytes: isWhole ? bytes : seal.closed(bytes))
    let again = try TextModel(bytes: model.bytes)
    try require(again.bytes == model.bytes, "a model is kept as it is")
    let rows = model.predict(["Rain tonight", "", "é"], threads: 1)
    try require(rows.values.count == 3 * model.labels.count, "a row has all labels")
  }
}
