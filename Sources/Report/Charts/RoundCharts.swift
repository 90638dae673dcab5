import Domain
import Workbench

/// The charts of a job's rounds.
enum RoundCharts {
  /// The share of items by origin of their label after each round; nil without rounds.
  static func split(_ report: ProjectReport) -> Chart? {
    guard let first = report.rounds.first, let last = report.rounds.last else { return nil }
    let total = max(1, report.counts.total)
    var plot = Plot(
      x: Double(first.number) - 0.5...Double(last.number) + 0.5, y: 0...1)
    plot.grid([0, 0.25, 0.5, 0.75, 1]) { NumberText.wholePercent($0) }
    for round in report.rounds {
      let (start, end) = (Double(round.number) - 0.4, Double(round.number) + 0.4)
      let people = Double(round.humanLabeled) / Double(total)
      let all = min(1, people + Double(round.autoLabeled) / Double(total))
      plot.bar(from: start, to: end, 0, people, style: "people")
      plot.bar(from: start, to: end, people, all, style: "model")
      plot.bar(from: start, to: end, all, 1, style: "left")
    }
    plot.axis(ticks(report), title: "round")
    return Chart(
      caption: "Share of all items by the origin of their label, when each round was published.",
      legend: [
        ("people", CountText.people), ("model", CountText.model), ("left", "not labeled"),
      ], svg: plot.svg)
  }

  /// The estimated accuracy of the auto-labels with its lower bound; nil before there is one.
  static func accuracy(_ report: ProjectReport) -> Chart? {
    let known = report.rounds.compactMap { round in
      round.estimatedAccuracy.map {
        (x: Double(round.number), value: $0, bound: round.lowerBound ?? $0)
      }
    }
    guard let first = report.rounds.first, let last = report.rounds.last, !known.isEmpty else {
      return nil
    }
    let target = report.quality.target
    let least = min(target, known.map(\.bound).min() ?? target)
    let floor = max(0, min(0.98, (least * 20 - 0.2).rounded(.down) / 20))
    var plot = Plot(x: Double(first.number) - 0.5...Double(last.number) + 0.5, y: floor...1)
    plot.grid((0...4).map { floor + (1 - floor) * Double($0) / 4 }) { NumberText.percent($0) }
    plot.area(
      known.map { ($0.x, $0.value) } + known.reversed().map { ($0.x, $0.bound) }, style: "band")
    for round in known {
      plot.line([(round.x, round.bound), (round.x, round.value)], style: "range")
    }
    plot.line(known.map { ($0.x, $0.value) }, style: "estimate")
    for round in known { plot.dot(x: round.x, y: round.value, style: "dot") }
    plot.line([(plot.x.lowerBound, target), (plot.x.upperBound, target)], style: "target")
    plot.axis(ticks(report), title: "round")
    return Chart(
      caption:
        "Estimated accuracy of the model's labels by round, down to the bound that it has at "
        + "least, and the accuracy that was asked for.",
      legend: [
        ("estimate", "estimate"), ("band", "down to its lower bound"), ("target", "asked for"),
      ], svg: plot.svg)
  }

  /// The latest round's confidences with the threshold in it.
  static func confidence(_ report: ProjectReport) -> Chart? {
    guard let round = report.rounds.last, let most = round.confidenceHistogram.max(), most > 0
    else { return nil }
    let bins = round.confidenceHistogram
    var plot = Plot(x: 0...1, y: 0...Double(most))
    plot.grid([0, Double(most) / 2, Double(most)]) { NumberText.count(NumberText.whole($0)) }
    for (place, count) in bins.enumerated() where count > 0 {
      let (start, end) = (
        Double(place) / Double(bins.count), Double(place + 1) / Double(bins.count)
      )
      let isSure = round.threshold.map { start >= $0 - 0.5 / Double(bins.count) } ?? false
      plot.bar(
        from: start + 0.003, to: end - 0.003, 0, Double(count), style: isSure ? "model" : "left")
    }
    if let threshold = round.threshold {
      plot.line([(threshold, 0), (threshold, Double(most))], style: "target")
    }
    plot.axis(
      (0...5).map { (at: Double($0) / 5, name: NumberText.wholePercent(Double($0) / 5)) },
      title: "the model's probability of being right")
    return Chart(
      caption:
        "How sure the model was of the items without a label of people, round \(round.number); "
        + "it labels from the dashed line on.",
      legend: [("model", "labeled by the model"), ("left", "left to people")]
        + (round.threshold == nil ? [] : [("target", "threshold")]), svg: plot.svg)
  }

  private static func ticks(_ report: ProjectReport) -> [(at: Double, name: String)] {
    guard let first = report.rounds.first, let last = report.rounds.last,
      first.number <= last.number
    else { return [] }
    return Plot.ticks(first.number...last.number).map { (Double($0), "\($0)") }
  }
}
