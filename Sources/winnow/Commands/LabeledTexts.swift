import ArgumentParser
import Dataset
import Domain
import Foundation
import Learning

/// Texts with gold labels.
struct LabeledTexts: Sendable {
  private(set) var texts: [String] = []
  private(set) var gold: [Int] = []
  private var names: [String] = []

  /// Reads a file in any format of `prepare`; every row needs a label, or an answer for its `id`.
  init(_ input: String, answers: String?, options: InputOptions) throws {
    guard let attribute = LabelAttributeName("category") else {
      throw ValidationError("category cannot be a LabelAttributeName")
    }
    var settings = try options.preparation(attribute: attribute, jobName: "")
    // All rows are read with their labels; each seed then draws from them.
    (settings.sample, settings.labeled) = (nil, answers == nil ? .share(1) : nil)
    let file = try PackedFile.open(input)
    let preparation = try Preparation(file, options: settings)
    for line in InputReport(preparation, name: file.name).lines { Console.error(line) }
    if let answers {
      try take(preparation, try AnswersFile.names(path: answers), file: input)
    } else {
      try take(preparation)
    }
  }

  private mutating func take(_ preparation: Preparation) throws {
    names = preparation.labelMap?.names ?? []
    try preparation.forEachRow { row in
      texts.append(row.text)
      gold.append(row.goldIndex ?? 0)
    }
  }

  private mutating func take(
    _ preparation: Preparation, _ answers: [String: String], file: String
  ) throws {
    names = Set(answers.values).sorted()
    let indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
    try preparation.forEachRow { row in
      guard let identifier = row.identifier else {
        throw FileFaults(file: file, line: row.line, ImportFault.noIdentifier)
      }
      guard let name = answers[identifier], let index = indices[name] else {
        throw FileFaults(file: file, line: row.line, ImportFault.noAnswer(identifier: identifier))
      }
      texts.append(row.text)
      gold.append(index)
    }
  }

  /// Draws `count` texts at random, in the file's order; `prepare` draws the same rows.
  func drawn(_ count: Int?, seed: UInt64) -> LabeledTexts {
    guard let count, count < texts.count else { return self }
    var generator = SeededGenerator(seed: seed)
    let rows = generator.sample(count, of: texts.count)
    var result = self
    result.texts = rows.map { texts[$0] }
    result.gold = rows.map { gold[$0] }
    return result
  }

  /// A label set of the file's names, without keys.
  var labels: LabelSet {
    let count = max(2, names.count, (gold.max() ?? 0) + 1)
    return LabelSet(
      labels: (0..<count).map { index in
        LabelSet.Label(name: index < names.count ? names[index] : "\(index)", key: nil)
      })
  }
}
