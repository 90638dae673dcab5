package import Dataset
import Domain
import Foundation
import ExternalModel
import Learning

/// The pool as input of a user's own model: texts to predict, manifest lines to train on.
package struct PoolTexts: Sendable {
  private let count: Int
  private let text: @Sendable (Int) -> String
  private let line: @Sendable (Int) -> [UInt8]
  private let augmenter: LineAugmenter

  /// Uses the lines of a project's manifest, with all their keys.
  package init(_ manifest: Manifest, jobName: String) {
    count = manifest.count
    text = { manifest.text(of: $0) }
    line = { row in manifest.withLine(of: row) { Array($0) } }
    augmenter = LineAugmenter(attribute: manifest.attribute, jobName: jobName)
  }

  /// Makes lines with a text and no other key, for simulations.
  package init(_ texts: [String], attribute: LabelAttributeName, jobName: String) {
    count = texts.count
    text = { texts[$0] }
    line = { Array("{\"source\": ".utf8) + JSONString.encode(texts[$0]) + Array("}".utf8) }
    augmenter = LineAugmenter(attribute: attribute, jobName: jobName)
  }

  var all: [String] { (0..<count).map(text) }

  /// Returns augmented-manifest lines; a fixed tenth of the rows is held back for validation.
  func trainingData(_ labels: [HumanLabel], names: [String], at date: Date) -> TrainingData {
    var data = TrainingData(train: [], validation: [])
    for label in labels {
      let line = augmented(label, name: names[label.label], at: date)
      if Self.isHeldBack(label.item) && labels.count >= 20 {
        data.validation.append(line)
      } else {
        data.train.append(line)
      }
    }
    return data
  }

  private func augmented(_ label: HumanLabel, name: String, at date: Date) -> [UInt8] {
    var members = JSONMembers()
    var result: [UInt8] = []
    let output = OutputLine.Label(
      index: label.label, className: name, confidence: 1, humanAnnotated: true, creationDate: date)
    line(label.item).withUnsafeBufferPointer {
      augmenter.append($0, as: .labeled(output), members: &members, to: &result)
    }
    return result
  }

  private static func isHeldBack(_ row: Int) -> Bool {
    var generator = SeededGenerator(seed: UInt64(row))
    return generator.next(below: 10) == 0
  }
}
