import Dataset
import Domain
import Foundation

extension FuzzedParser {
  /// Tables: separators, quotes, headers; the first byte chooses the options.
  static let table = FuzzedParser(name: "table") { bytes in
    try requirePreparation(bytes) { options, choice in
      options.format = [nil, nil, .csv, .tsv, .newsCorpora, .fastText][choice % 6]
      if choice & 0x40 != 0 { options.columns.text = "text" }
    }
  }

  /// JSON, JSON Lines, and the exports of labeling tools.
  static let records = FuzzedParser(name: "records") { bytes in
    try requirePreparation(bytes) { options, choice in
      options.format = [nil, nil, .json, .jsonLines, .manifest][choice % 5]
      options.severalLabels = [.refuse, .first, .unlabeled][choice / 8 % 3]
    }
  }

  /// Texts of any encoding, found or chosen.
  static let encoding = FuzzedParser(name: "encoding") { bytes in
    try requirePreparation(bytes) { options, choice in
      if choice & 1 != 0 { options.format = .lines }
      let known = TextEncoding.allCases.map(Optional.some)
      options.encoding = ([nil, nil, nil] + known)[choice / 2 % (known.count + 3)]
    }
  }

  /// Prepares a file by the options that its first byte chooses; whatever is written is a manifest.
  private static func requirePreparation(
    _ bytes: [UInt8], _ choose: (inout PreparationOptions, Int) -> Void
  ) throws {
    let choice = Int(bytes.first ?? 0)
    var options = PreparationOptions(
      attribute: try .fuzzed(), jobName: "x", creationDate: Date(timeIntervalSince1970: 0))
    options.labeled = .all
    options.skipsBadRows = choice & 0x80 != 0
    options.givesIdentifiers = choice & 0x20 != 0
    choose(&options, choice)
    do {
      let file = try NamelessFile(Array(bytes.dropFirst()))
      let input = try file.withPath { try InputFile(path: $0) }
      try requireManifest(of: try Preparation(input, options: options))
    } catch let faults as FileFaults {
      try requireWords(faults)
    }
  }

  private static func requireManifest(of preparation: Preparation) throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "fuzz-\(UUID()).manifest").path
    defer { unlink(path) }
    let report = try preparation.write(manifest: path)
    let names = preparation.labelMap?.names ?? []
    let labels = LabelSet(
      labels: (names + ["?", "??"]).map { LabelSet.Label(name: $0, key: nil) })
    let manifest: Manifest
    do {
      manifest = try Manifest.read(path: path, attribute: .fuzzed(), labels: labels)
    } catch {
      throw BrokenProperty(description: "what prepare writes is a manifest: \(error)")
    }
    try require(manifest.count == report.written, "every row is an item")
    for line in InputReport(preparation, name: "in").lines {
      try require(InertText.of(line) == line, "a report is inert: \(line.debugDescription)")
    }
    try requireWords(preparation.survey.skipped)
  }
}
