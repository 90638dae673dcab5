import Domain
import TerminalUI

/// The lines that tell an item's whole life: what holds now, then what happened, the latest last.
struct LifeText {
  private let life: ItemLife
  private let context: ViewContext

  init(_ life: ItemLife, _ context: ViewContext) {
    (self.life, self.context) = (life, context)
  }

  func lines(columns: Int) -> [TextPage.Line] {
    let text = TextPage.lines(life.row.item.text, style: .strong, columns: columns)
    guard let report = context.report else { return text }
    let trace = TraceText(
      life.history, report, prediction: life.prediction, scores: life.scores,
      clock: context.clock)
    let present = trace.present.flatMap { TextPage.lines($0, style: .plain, columns: columns) }
    return text + [.init()] + present + [.init()] + trace.past.flatMap { past($0, columns) }
  }

  /// An entry: its time, and its words beside it on as many lines as they need.
  private func past(_ entry: TraceText.Entry, _ columns: Int) -> [TextPage.Line] {
    let time = SafeText(String(context.clock.stamp(entry.at).dropFirst(5).dropLast(3)))
    let words = SafeText(entry.text, limit: 20_000).wrapped(to: columns - Self.indent)
    return words.enumerated().map { place, line in
      place == 0
        ? .init([(time, .faint), (SafeText("  "), .plain), (line, .plain)])
        : .init(indent: Self.indent, [(line, .plain)])
    }
  }

  /// The columns of “11-27 10:42” and the gap after it.
  private static let indent = 13
}
