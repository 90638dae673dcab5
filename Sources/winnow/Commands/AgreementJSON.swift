import Domain
import Foundation

/// The agreement of workers and their figures, for scripts; labels by name (Dataset/FORMATS.md,
/// “Agreement”).
struct AgreementJSON: Encodable {
  private struct Pair: Encodable {
    let first: String
    let second: String
    let items: Int
    let agreement: Double
    let kappa: AgreementReport.Coefficient
  }

  private struct Label: Encodable {
    let label: String
    let opinions: Int
    @OrNull var alpha: AgreementReport.Coefficient?
    @OrNull var kappa: AgreementReport.Coefficient?
  }

  private struct Confusion: Encodable {
    let label: String
    let said: String
    let items: Double
  }

  private struct Worker: Encodable {
    let name: String
    let answers: Int
    let answers_per_minute: Double
    let present: Bool
    @OrNull var paused_because: String?
    /// Answers to items whose label is known.
    @OrNull var gold: WorkerReport.Gold?
    /// Items with opinions of others, too.
    let items: Int
    @OrNull var agreement: Double?
    @OrNull var kappa: Double?
    @OrNull var accuracy: Double?
    let confusion: [Confusion]
  }

  private let items: Int
  private let opinions: Int
  private let asked: Opinions
  private let consolidation: String
  @OrNull private var alpha: AgreementReport.Coefficient?
  @OrNull private var kappa: AgreementReport.Coefficient?
  private let pairs: [Pair]
  private let labels: [Label]
  private let workers: [Worker]

  init(_ agreement: AgreementReport, _ report: ProjectReport) {
    let names = report.labels
    items = agreement.items
    opinions = agreement.opinions
    asked = report.settings.opinions ?? .all
    consolidation = agreement.isDawidSkene ? "dawid-skene" : "majority"
    _alpha = OrNull(wrappedValue: agreement.alpha)
    _kappa = OrNull(wrappedValue: agreement.kappa)
    pairs = agreement.pairs.map {
      Pair(
        first: $0.first, second: $0.second, items: $0.items, agreement: $0.agreement,
        kappa: $0.kappa)
    }
    labels = agreement.labels.map {
      Label(
        label: names[$0.label].name, opinions: $0.opinions, alpha: $0.alpha, kappa: $0.kappa)
    }
    workers = report.workers.map { worker in
      Self.worker(worker, agreement.workers.first { $0.name == worker.name }, names)
    }
  }

  private static func worker(
    _ worker: WorkerReport, _ agreement: AgreementReport.Worker?, _ names: LabelSet
  ) -> Worker {
    Worker(
      name: worker.name, answers: worker.answers, answers_per_minute: worker.answersPerMinute,
      present: worker.isPresent, paused_because: worker.pausedBecause, gold: worker.gold,
      items: agreement?.items ?? 0, agreement: agreement?.agreement, kappa: agreement?.kappa,
      accuracy: agreement?.accuracy,
      confusion: (agreement?.confusion ?? []).map {
        Confusion(label: names[$0.label].name, said: names[$0.said].name, items: $0.items)
      })
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
