package import Domain
import TerminalUI

/// The agreement of workers as lines of at most 80 columns.
package struct AgreementText: Sendable {
  private static let columns = 80
  /// Rows of a table; what is beyond is told by its number.
  private static let mostRows = 20
  /// A confusion matrix of more labels is a list of the most frequent errors.
  private static let mostMatrixLabels = 8

  private let report: AgreementReport
  private let labels: LabelSet
  private let opinions: Opinions

  package init(_ report: AgreementReport, labels: LabelSet, opinions: Opinions?) {
    self.report = report
    self.labels = labels
    self.opinions = opinions ?? .all
  }

  /// Everything: overall, by pair, by label, by worker.
  package var lines: [String] {
    guard report.items > 0 else { return [basis] }
    return [basis, ""] + overall + [""] + pairs + [""] + byLabel + [""] + workers
      + report.workers.filter { $0.items > 0 }.flatMap { [""] + confusion(of: $0) }
  }

  /// The lines on the opinions that all figures rest on.
  package var basis: String {
    guard report.items > 0 else {
      return "No item has opinions of two workers yet, so that nothing can be said of agreement."
        + " “NumberOfHumanWorkersPerDataObject” in the job, or “winnow set --workers”, asks for"
        + " several; repeats give some, too."
    }
    let first = opinions == .untilAgreed ? " (the first two of each)" : ""
    return "On \(NumberText.counted(report.items, "item")) with"
      + " \(NumberText.count(report.opinions)) blind opinions\(first)."
  }

  /// The two coefficients with their intervals.
  package var overall: [String] {
    let rows = [
      ("Krippendorff's alpha", report.alpha), ("Cohen's kappa, mean of pairs", report.kappa),
    ]
    return Table(
      columns: [.init("overall"), .init("value", isNumber: true), .init("95 % interval")],
      rows: rows.map { [.init($0), .init(Self.value($1)), .init(Self.interval($1))] }
    ).lines(columns: Self.columns)
  }

  private var pairs: [String] {
    let sorted = report.pairs.sorted { $0.kappa.value < $1.kappa.value }
    let rows = sorted.prefix(Self.mostRows).map { pair -> [Table.Entry] in
      [
        .init("\(pair.first), \(pair.second)"), .init(NumberText.count(pair.items)),
        .init(NumberText.percent(pair.agreement)), .init(Self.value(pair.kappa)),
        .init(Self.interval(pair.kappa)),
      ]
    }
    return Table(
      columns: [
        .init("by pair", isFlexible: true, hasNames: true), .init("items", isNumber: true),
        .init("equal", isNumber: true), .init("kappa", isNumber: true), .init("95 % interval"),
      ], rows: rows
    ).lines(columns: Self.columns) + more(sorted.count, "pair", "that agree more")
  }

  private var byLabel: [String] {
    let used = report.labels.filter { !labels.isOutOfUse($0.label) }
    let sorted = used.sorted { ($0.alpha?.value ?? 1) < ($1.alpha?.value ?? 1) }
    let rows = sorted.prefix(Self.mostRows).map { label -> [Table.Entry] in
      [
        .init(labels.name(at: label.label)), .init(NumberText.count(label.opinions)),
        .init(Self.value(label.alpha)), .init(Self.interval(label.alpha)),
        .init(Self.value(label.kappa)), .init(Self.interval(label.kappa)),
      ]
    }
    return Table(
      columns: [
        .init("by label", isFlexible: true, hasNames: true), .init("given", isNumber: true),
        .init("alpha", isNumber: true), .init("95 % interval"), .init("kappa", isNumber: true),
        .init("95 % interval"),
      ], rows: rows
    ).lines(columns: Self.columns) + more(sorted.count, "label", "that people agree on more")
  }

  private var workers: [String] {
    let rows = report.workers.prefix(Self.mostRows).map { worker -> [Table.Entry] in
      [
        .init(worker.name), .init(NumberText.count(worker.items)),
        .init(worker.agreement.map(NumberText.percent) ?? "–"),
        .init(worker.kappa.map(Self.number) ?? "–"),
        .init(worker.accuracy.map(NumberText.percent) ?? "–"),
      ]
    }
    return Table(
      columns: [
        .init("by worker", isFlexible: true, hasNames: true), .init("items", isNumber: true),
        .init("as others", isNumber: true), .init("kappa", isNumber: true),
        .init(report.isDawidSkene ? "right (Dawid–Skene)" : "right (majority)", isNumber: true),
      ], rows: rows
    ).lines(columns: Self.columns)
      + more(report.workers.count, "worker", "who are right more often")
  }

  private func more(_ count: Int, _ noun: String, _ words: String) -> [String] {
    count > Self.mostRows
      ? [
        "and \(NumberText.counted(count - Self.mostRows, "more \(noun)")) \(words);"
          + " --json has all"
      ]
      : []
  }
}

extension AgreementText {
  /// A worker's confusion matrix: the answers to the items of each label.
  private func confusion(of worker: AgreementReport.Worker) -> [String] {
    let used = Set(worker.confusion.flatMap { [$0.label, $0.said] }).sorted()
    return used.count > Self.mostMatrixLabels ? errors(of: worker) : matrix(of: worker, used)
  }

  private func matrix(of worker: AgreementReport.Worker, _ used: [Int]) -> [String] {
    var cells: [Int: [Int: Double]] = [:]
    for cell in worker.confusion { cells[cell.label, default: [:]][cell.said] = cell.items }
    let rows = used.map { label -> [Table.Entry] in
      let row = cells[label] ?? [:]
      let total = row.values.sorted().reduce(0, +)
      return [
        .init("\(label + 1) \(labels.name(at: label))"),
        .init(NumberText.count(NumberText.whole(total))),
      ]
        + used.map { said in
          .init(total >= 0.5 ? NumberText.percent((row[said] ?? 0) / total) : "–")
        }
    }
    return Table(
      columns: [
        .init("\(worker.name): said of …", isFlexible: true, hasNames: true),
        .init("items", isNumber: true),
      ] + used.map { .init("\($0 + 1)", isNumber: true) }, rows: rows
    ).lines(columns: Self.columns)
  }

  private func errors(of worker: AgreementReport.Worker) -> [String] {
    let wrong = worker.confusion.filter { $0.label != $0.said && $0.items >= 0.5 }
      .sorted { ($1.items, $0.label, $0.said) < ($0.items, $1.label, $1.said) }
    let rows = wrong.prefix(Self.mostRows / 2).map { cell -> [Table.Entry] in
      [
        .init(labels.name(at: cell.said)), .init(labels.name(at: cell.label)),
        .init(NumberText.count(NumberText.whole(cell.items))),
      ]
    }
    guard !rows.isEmpty else { return ["\(worker.name): no errors found"] }
    let rest = wrong.count - rows.count
    return Table(
      columns: [
        .init("\(worker.name) said", hasNames: true), .init("where it is", isFlexible: true),
        .init("items", isNumber: true),
      ], rows: rows
    ).lines(columns: Self.columns)
      + (rest > 0 ? ["and \(NumberText.counted(rest, "rarer error")); --json has all"] : [])
  }

  private static func value(_ coefficient: AgreementReport.Coefficient?) -> String {
    coefficient.map { number($0.value) } ?? "–"
  }

  private static func interval(_ coefficient: AgreementReport.Coefficient?) -> String {
    guard let lower = coefficient?.lower, let upper = coefficient?.upper else { return "–" }
    return "\(number(lower)) to \(number(upper))"
  }

  static func number(_ value: Double) -> String { NumberText.decimal(value, places: 3) }
}
