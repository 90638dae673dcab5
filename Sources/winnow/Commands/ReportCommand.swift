import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Learning
import Report
import Store

/// `winnow report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes a report for those who were not at the terminal.",
    discussion: """
      One file without outside parts: what was labeled and by whom, how right it is and how that is known, \
      examples, rounds, settings, cost. The same state gives the same bytes.

        winnow report news
        winnow report news --numbers --output - --format markdown | less
      """)

  /// Examples of each label, by people and by the model.
  private static let examples = 3

  @Argument(help: "The project's folder.")
  var project: String

  @Option(
    help: ArgumentHelp(
      "Where to write, - for standard output (default: report.html, or .md, in the project's folder "
        + "output).", valueName: "file"))
  var output: String?

  @Option(help: "html or markdown.")
  var format: JobReport.Form = .html

  @Flag(help: "Numbers in the place of the workers' names.")
  var numbers = false

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    try opened.requireOutput(output)
    let content = try content(opened)
    let text = JobReport.text(numbers ? content.numbered() : content, as: format)
    let path = output ?? "\(opened.project.folder.output)/report.\(format.fileExtension)"
    var file = try AtomicFile(output: path)
    try file.append(Array(text.utf8))
    try file.commit()
    if path != "-" { Console.line(path) }
  }

  private func content(_ opened: OpenProject) throws -> ReportContent {
    let details = try opened.store.reportDetails(examples: Self.examples)
    // As of the latest change: a report of the same state is the same tomorrow.
    let (whole, agreement) = try opened.store.reportWithAgreement(now: details.latestAt)
    let report = opened.shown(whole)
    let manifest = try opened.project.manifest()
    let round = try opened.store.situation(now: details.latestAt).currentRound
    let model = try modelExamples(opened, round: round, labels: report.labels.count)
    let examples = report.labels.labels.indices.map { label in
      ReportContent.Examples(
        people: (details.examples.indices.contains(label) ? details.examples[label] : [])
          .filter { 0..<manifest.count ~= $0 }.map { manifest.text(of: $0) },
        model: model[label].map { manifest.text(of: $0) })
    }
    return ReportContent(
      report, details: details, agreement: agreement, examples: examples,
      question: try opened.project.leadSettings().guide?.header ?? opened.project.guide.header)
  }

  /// Draws items of each label that the model gave and people have not decided, by a hash of their
  /// numbers.
  private func modelExamples(
    _ opened: OpenProject, round: Int, labels: Int
  ) throws -> [[Item.ID]] {
    var chosen = [[Item.ID]](repeating: [], count: labels)
    guard let auto = try? opened.archive.autoLabels(round: round) else { return chosen }
    let decided = try opened.store.outcome().decisions
    let order = auto.labels.indices.filter { auto.labels[$0] >= 0 && decided[$0] == nil }
      .sorted { (Self.hash($0), $0) < (Self.hash($1), $1) }
    for item in order {
      let label = Int(auto.labels[item])
      guard label < labels, chosen[label].count < Self.examples else { continue }
      chosen[label].append(item)
    }
    return chosen
  }

  private static func hash(_ item: Item.ID) -> UInt32 {
    UInt32(truncatingIfNeeded: item) &* 2_654_435_761
  }
}

extension JobReport.Form: ExpressibleByArgument {}
