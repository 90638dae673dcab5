import ArgumentParser
import Dataset
import Domain
import Foundation

/// `winnow set`.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Changes what the lead asks of a running job.",
    discussion: """
      Instructions, workers an item and gold hold at once, the rest from the next round on. Every change is \
      an event with who, when, from and to. \
      Without an option it prints what holds.

        winnow set news --target 0.97
        winnow set news --max-human-labels 3000 --price 0.012
        winnow set news --max-human-labels none
        winnow set news --guide guide.html

      More workers an item: labeled items stay labeled, open ones wait for more annotations. \
      Fewer: open items that have enough are labeled when the loop next looks.
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Option(help: "The accuracy asked of the auto-labels, 0.5–0.999.")
  var target: Double?

  @Option(help: "The price of a human label in dollars, or none.")
  var price: Limit<Double>?

  @Option(help: "Stop at so many human labels, or none.")
  var maxHumanLabels: Limit<Int>?

  @Option(help: "Stop at such a percentage of labeled items, 1–100, or none.")
  var maxPercentageLabeled: Limit<Int>?

  @Option(help: "Distinct workers an item, 1–9.")
  var workers: Int?

  @Option(
    help: "The share of a worker's tasks whose label is known, unmarked, 0–0.5, or none.")
  var goldShare: Limit<Double>?

  @Option(
    help: """
      Instructions for labelers: a file in the form of the job's template, HTML, Markdown or plain \
      text; none for the template's own.
      """,
    completion: .file())
  var guide: String?

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if let target, !LeadSettings.targets.contains(target) {
      throw ValidationError("--target is from 0.5 to 0.999, for example 0.95")
    }
    if let value = price?.value, !LeadSettings.prices.contains(value) {
      throw ValidationError("--price is from 0 to 1,000,000 dollars an answer, or none")
    }
    if let value = maxHumanLabels?.value, value < 1 {
      throw ValidationError("--max-human-labels is at least 1, or none")
    }
    if let value = maxPercentageLabeled?.value, !LeadSettings.percentages.contains(value) {
      throw ValidationError("--max-percentage-labeled is from 1 to 100, or none")
    }
    if let value = goldShare?.value, !LeadSettings.goldShares.contains(value) {
      throw ValidationError("--gold-share is from 0 to 0.5, for example 0.05, or none")
    }
    if let workers, !LeadSettings.workers.contains(workers) {
      throw ValidationError("--workers is from 1 to 9")
    }
  }

  func run() throws {
    let newGuide = try guide.flatMap {
      $0 == "none" ? nil : try WorkerTaskTemplate.read(path: $0)
    }
    let settings = try SettingsEditor(project).change { settings in
      if let target { settings.target = target }
      if let price { settings.price = price.value }
      if let maxHumanLabels { settings.maxHumanLabels = maxHumanLabels.value }
      if let maxPercentageLabeled { settings.maxPercentageLabeled = maxPercentageLabeled.value }
      if let workers { settings.workersPerItem = workers }
      if let goldShare { settings.goldShare = goldShare.value }
      if guide != nil { settings.guide = newGuide }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    Console.line(
      json
        ? String(decoding: try encoder.encode(settings), as: UTF8.self)
        : settings.lines.joined(separator: "\n"))
  }
}
