import Dataset
import Domain
import Foundation

/// The life of an item, for scripts (Dataset/FORMATS.md, “Trace”).
struct ItemTraceJSON: Encodable {
  private let line: Int
  @OrNull private var id: String?
  private let text: String
  private let labels: [String]
  private let history: ItemHistory
  @OrNull private var prediction: ItemPrediction?
  @OrNull private var threshold: Double?
  private let scores: [Score]

  /// A round's prediction, and the least chance at which it gave labels.
  private struct Score: Encodable {
    let round: Int
    let label: Int
    let chance: Double
    @OrNull var threshold: Double?
  }

  init(
    _ history: ItemHistory, _ prediction: ItemPrediction?, _ scores: [ItemScore],
    _ report: ProjectReport, _ manifest: Manifest
  ) {
    let thresholds = Dictionary(report.rounds.map { ($0.number, $0.threshold) }) { $1 }
    self.scores = scores.map { score in
      Score(
        round: score.round, label: score.label, chance: score.chance,
        threshold: thresholds[score.round] ?? nil)
    }
    line = history.item + 1
    text = manifest.item(at: history.item).text
    labels = report.labels.labels.map(\.name)
    self.history = history
    id = manifest.identifier(of: history.item)
    self.prediction = prediction
    threshold = report.rounds.last { $0.number == prediction?.round }?.threshold
  }
}

extension ItemTraceJSON {
  /// The JSON, pretty-printed, keys in order, times in UTC.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
