import Domain
import Foundation

/// A list of the lead as JSON; labels by name, times in UTC.
struct ReviewJSON: Encodable {
  private struct Row: Encodable {
    /// Counted from 1, as “winnow adjudicate” takes it.
    let line: Int
    let text: String
    let origin: String
    let label: String?
    let confidence: Double?
    let round: Int?
    let reason: String?
    /// The label that the model predicted before it learned from people's.
    let predicted: String?
    let opinions: [Opinion]
    let entry: Entry?
  }

  private struct Opinion: Encodable {
    let worker: String
    let label: String
  }

  private struct Entry: Encodable {
    let worker: String
    let at: Date
    let label: String?
    let predicted: String?
    let words: String?
  }

  private let list: String
  private let rows: [Row]

  init(_ list: ReviewList, _ rows: [ReviewRow], _ labels: LabelSet) {
    self.list = list.rawValue
    func name(_ label: Int) -> String {
      labels.labels.indices.contains(label) ? labels[label].name : "\(label)"
    }
    self.rows = rows.map { row in
      Row(
        line: row.item.id + 1, text: row.item.text, origin: row.standing.origin.rawValue,
        label: row.standing.label.map(name), confidence: row.standing.confidence,
        round: row.standing.round, reason: row.standing.reason?.manifestValue,
        predicted: row.predicted.map(name),
        opinions: row.opinions.map { Opinion(worker: $0.worker, label: name($0.label)) },
        entry: row.entry.map {
          Entry(
            worker: $0.worker, at: $0.at, label: $0.label.map(name),
            predicted: $0.predicted.map(name), words: $0.words)
        })
    }
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
