import Domain
import Foundation
import TerminalUI

/// The panels of the dashboard, the most wanted first.
struct Panels {
  let report: ProjectReport
  let session: Session

  var clock: ClockText { ClockText(timeZone: session.setup.timeZone) }

  var all: [Panel] {
    [growth, labels, quality, loop] + (models.map { [$0] } ?? [])
      + [confidence, rounds, workers, events]
  }

  // MARK: growth

  /// The split as it grew, a column a round.
  private var growth: Panel {
    Panel(title: "split by round", leastRows: 5, mostRows: 8) { screen, part in
      guard !report.rounds.isEmpty else {
        screen.write("No round yet.", row: part.row, column: part.column, style: .faint)
        return
      }
      let chart = Rect(
        row: part.row, column: part.column, rows: part.rows - 1, columns: part.columns)
      let each = max(1, min(4, chart.columns / max(1, report.rounds.count)))
      screen.drawColumns(report.rounds.map(stack), in: chart, columnsEach: each)
      drawRoundNumbers(on: &screen, in: part, columnsEach: each)
    }
  }

  private func stack(_ round: RoundReport) -> [BarPart] {
    [
      BarPart(report.counts.share(round.humanLabeled), .people),
      BarPart(report.counts.share(round.autoLabeled), .model),
    ]
  }

  private func drawRoundNumbers(on screen: inout Screen, in part: Rect, columnsEach each: Int) {
    let shown = report.rounds.suffix(part.columns / each)
    let row = part.bottom - 1
    var next = part.column
    for (index, round) in shown.enumerated() {
      let column = part.column + index * each
      let text = String(round.number)
      guard column >= next, column + text.count <= part.right else { continue }
      next = screen.write(text, row: row, column: column, style: .faint) + 1
    }
    let latest = report.rounds.last.map { NumberText.percent(labeledShare($0)) } ?? ""
    let text = "\(latest) labeled"
    let column = part.right - columns(of: text)
    if column > next { screen.write(text, row: row, column: column, style: .faint) }
  }

  private func labeledShare(_ round: RoundReport) -> Double {
    report.counts.share(round.humanLabeled + round.autoLabeled)
  }

  // MARK: labels

  /// Who gave which label how often.
  private var labels: Panel {
    let count = report.labels.count
    return Panel(title: "by label", leastRows: min(count, 8), mostRows: count) { screen, part in
      let isCut = count > part.rows
      let shown = isCut ? part.rows - 1 : count
      for index in 0..<max(0, shown) {
        draw(labelAt: index, on: &screen, row: part.row + index, in: part)
      }
      guard isCut else { return }
      let more = "… and \(count - shown) more"
      screen.write(more, row: part.bottom - 1, column: part.column + 2, style: .faint)
    }
  }

  private static let shortestBar = 6

  private func draw(labelAt index: Int, on screen: inout Screen, row: Int, in part: Rect) {
    let label = report.labels[index]
    let names = report.labels.labels.map { columns(of: $0.name) }.max() ?? 0
    screen.write(String(label.key), row: row, column: part.column, style: .label(index))
    let end = drawCounts(ofLabelAt: index, on: &screen, row: row, in: part)
    // A name says more than the last columns of its bar.
    let nameWidth = min(names, end - part.column - Self.shortestBar - 6)
    screen.write(label.name, row: row, column: part.column + 2, limit: nameWidth)
    let counts = report.counts
    let largest = Double(max(1, counts.largestLabel))
    let bar = part.column + nameWidth + 4
    let parts = [
      BarPart(Double(counts.humanByLabel.at(index) ?? 0) / largest, .people),
      BarPart(Double(counts.autoByLabel.at(index) ?? 0) / largest, .model),
    ]
    screen.drawColumnBar(parts, row: row, column: bar, columns: end - bar - 2)
  }

  /// Draws the numbers at the right, both where there is room, and gives the column before them.
  private func drawCounts(
    ofLabelAt index: Int, on screen: inout Screen, row: Int, in part: Rect
  ) -> Int {
    let human = report.counts.humanByLabel.at(index) ?? 0
    let auto = report.counts.autoByLabel.at(index) ?? 0
    let width = columns(of: NumberText.count(report.counts.largestLabel)) + 2
    let numbers: [(number: Int, style: Style)] =
      part.columns >= 46 ? [(human, .people), (auto, .model)] : [(human + auto, .plain)]
    for (offset, entry) in numbers.reversed().enumerated() {
      let text = NumberText.count(entry.number)
      let right = part.right - offset * width
      screen.write(text, row: row, column: right - columns(of: text), style: entry.style)
    }
    return part.right - numbers.count * width + 2
  }

  // MARK: quality

  /// How right the model's labels are, and what is still wanted of people.
  private var quality: Panel {
    let lines = qualityLines
    return Panel(title: "quality", leastRows: lines.count, mostRows: lines.count) {
      screen, part in
      for (index, line) in lines.prefix(part.rows).enumerated() {
        let row = part.row + index
        screen.write(line.name, row: row, column: part.column, style: .faint)
        let column = part.column + 12
        let room = part.right - column
        let value = line.values.first { columns(of: $0) <= room } ?? line.values.last ?? ""
        screen.write(value, row: row, column: column, style: line.style, limit: room)
      }
    }
  }

  /// A line of the panel; of its values, each shorter than the one before, the first that fits.
  private typealias QualityLine = (name: String, values: [String], style: Style)

  private var qualityLines: [QualityLine] {
    [
      ("target", [NumberText.percent(report.quality.target)], .plain),
      ("estimated", estimates, isOnTarget ? .good : .warning), audits,
      ("next round", nextRound, .plain),
    ]
  }

  private var audits: QualityLine {
    let quality = report.quality
    guard quality.audited > 0 else { return ("audits", ["none yet"], .faint) }
    let all = NumberText.count(quality.audited)
    let right = NumberText.count(quality.auditedCorrect)
    let share = NumberText.percent(Double(quality.auditedCorrect) / Double(quality.audited))
    let values = [
      "\(right) of \(all) right (\(share))", "\(right) of \(all) (\(share))", "\(share) of \(all)",
    ]
    return ("audits", values, .plain)
  }

  private var isOnTarget: Bool {
    report.quality.lowerBound.map { $0 >= report.quality.target } ?? true
  }

  private var estimates: [String] {
    guard let accuracy = report.quality.estimatedAccuracy else { return ["no auto-labels yet"] }
    let estimate = NumberText.percent(accuracy)
    guard let bound = report.quality.lowerBound.map(NumberText.percent) else { return [estimate] }
    return ["\(estimate), at least \(bound)", "\(estimate) (≥ \(bound))"]
  }

  /// What the next round waits for, and how long that takes at the pace of who is there.
  private var nextRound: [String] {
    if report.status.isOver { return ["none"] }
    switch report.loop.state {
    case .paused: return ["paused"]
    case .failed: return ["after the failure is set right", "after the failure"]
    case .done: return ["none"]
    case .waiting, .working: break
    }
    if session.isLoopStarting { return ["the loop is starting"] }
    guard report.loop.isRunning else { return ["the loop is not running"] }
    guard report.loop.state == .waiting else { return ["at work"] }
    return report.loop.labelsNeeded > 0 ? awaitedAnswers : ["due"]
  }

  private var awaitedAnswers: [String] {
    let needed = report.loop.labelsNeeded
    let long = NumberText.counted(needed, "more answer")
    let short = NumberText.counted(needed, "answer")
    let pace = report.workers.filter(\.isPresent).reduce(0) { $0 + $1.answersPerMinute }
    guard pace > 0 else { return [long, short] }
    let time = ClockText.roughDuration(Double(needed) / pace * 60)
    return ["\(long), \(time)", "\(short), \(time)", short]
  }

  // MARK: confidence

  /// How sure the model is of the pool, with the threshold from which on it labels itself.
  private var confidence: Panel {
    Panel(title: "confidence of the pool", leastRows: 4, mostRows: 7) { screen, part in
      guard let round = report.rounds.last, !round.confidenceHistogram.isEmpty else {
        screen.write("No round yet.", row: part.row, column: part.column, style: .faint)
        return
      }
      let histogram = Histogram(counts: round.confidenceHistogram, threshold: round.threshold)
      let each = histogram.columnsEach(in: part.columns)
      let chart = Rect(
        row: part.row, column: part.column, rows: part.rows - 1, columns: part.columns)
      screen.drawColumns(histogram.stacks, in: chart, columnsEach: each)
      drawAxis(histogram, on: &screen, row: part.bottom - 1, in: part)
    }
  }

  private func drawAxis(_ histogram: Histogram, on screen: inout Screen, row: Int, in part: Rect) {
    let width = histogram.columnsEach(in: part.columns) * histogram.counts.count
    screen.write("0", row: row, column: part.column, style: .faint)
    screen.write("1", row: row, column: part.column + max(0, width - 1), style: .faint)
    guard let threshold = histogram.threshold,
      let column = histogram.thresholdColumn(in: part.columns)
    else {
      screen.write("nothing sure enough yet", row: row, column: part.column + 3, style: .faint)
      return
    }
    screen.write("▲", row: row, column: part.column + column, style: .model)
    let number = NumberText.decimal(threshold, places: 3)
    for text in ["auto-label from \(number)", "from \(number)"] {
      let places = [column - 1 - columns(of: text), width + 2]
      let ends = [Int.min, part.columns - columns(of: text)]
      let fit = zip(places, ends).first { place, end in place > 1 && (end == .min || place <= end) }
      guard let fit else { continue }
      screen.write(text, row: row, column: part.column + fit.0, style: .faint)
      return
    }
  }
}

extension Array {
  /// The element there, or nil where there is none.
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Counts {
  /// How often the most frequent label was given.
  fileprivate var largestLabel: Int {
    let indices = 0..<max(humanByLabel.count, autoByLabel.count)
    return indices.map { (humanByLabel.at($0) ?? 0) + (autoByLabel.at($0) ?? 0) }.max() ?? 0
  }
}
