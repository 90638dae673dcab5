import ArgumentParser
import Domain
import Foundation
import Learning
import Store
import Workbench

/// `winnow agreement`.
struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Prints how far the workers agree: overall, by pair, by label, by worker.",
    discussion: """
      Krippendorff's alpha and Cohen's kappa are 1 for full agreement and 0 for agreement by chance; \
      intervals are the jackknife's over items. They rest on the items that two or more workers \
      labeled without seeing each other's answers. Each worker's confusion matrix says what was \
      said of the items of each label, as the Dawid–Skene method finds it.

        winnow agreement news
        winnow agreement news --json
      """)

  @OptionGroup var asked: AgreementArguments

  func run() throws {
    try asked.show { _, _, text in text.lines }
  }
}

/// The project whose agreement is printed, and the form.
struct AgreementArguments: ParsableArguments {
  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON, with the agreement by pair and by label.")
  var json = false

  /// Prints what `lines` makes of the project's agreement, or all of it as JSON.
  func show(_ lines: (ProjectReport, AgreementReport, AgreementText) -> [String]) throws {
    let opened = try OpenProject(project, for: .reading)
    let (whole, agreement) = try opened.store.reportWithAgreement(now: Date())
    let report = opened.shown(whole)
    guard !json else { return Console.json(try AgreementJSON(agreement, report).text) }
    let text = AgreementText(
      agreement, labels: report.labels, opinions: report.settings.opinions)
    Console.line(lines(report, agreement, text).joined(separator: "\n"))
  }
}

extension ProjectStore {
  func reportWithAgreement(now: Date) throws -> (ProjectReport, AgreementReport) {
    var report = try report(now: now)
    let setAside = try answersSetAside()
    for index in report.workers.indices {
      report.workers[index].setAside = setAside[report.workers[index].name]
    }
    return (report, AgreementReport(try opinions(), labelCount: report.labels.count))
  }
}
