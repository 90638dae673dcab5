import Domain
import Workbench

extension ReportPage {
  init(_ content: ReportContent) {
    let report = content.report
    let from = content.details.createdAt.map { "\(ClockText.moment($0)) to " } ?? ""
    title = report.jobName
    subtitle =
      "\(report.status.rawValue). \(from)\(ClockText.moment(content.details.latestAt)) UTC."
    sections =
      [
        Self.summary(content), AccuracySection(content).section, LabelSection(content).section,
        PeopleSection(content).section, Self.rounds(report), Self.settings(content),
      ] + Self.alarms(report)
  }

  private static func summary(_ content: ReportContent) -> Section {
    let (report, counts) = (content.report, content.report.counts)
    func figure(
      _ name: String, _ count: Int, came: Int = 0
    ) -> (name: String, value: String, note: String) {
      let share = NumberText.percent(counts.share(count))
      let note = came > 0 ? "\(share); \(NumberText.count(came)) came with the input" : share
      return (name, NumberText.count(count), note)
    }
    let question = content.question.isEmpty ? [] : [Block.paragraph("“\(content.question)”")]
    let split = RoundCharts.split(report).map { [Block.chart($0)] } ?? []
    return Section(
      title: "What was labeled",
      blocks: question + [
        .figures([
          ("items", NumberText.count(counts.total), ""),
          figure("by people", counts.human, came: content.details.initialHuman),
          figure("by the model", counts.auto, came: content.details.initialAuto),
          figure("not labeled", counts.unlabeled), figure("rejected", counts.rejected),
        ]),
        .paragraph(way(report)),
      ] + split)
  }

  /// The way in which items got their labels, in words.
  private static func way(_ report: ProjectReport) -> String {
    guard report.rounds.contains(where: { $0.autoLabeled > 0 }) else {
      return "People labeled; no model has given a label in this job."
    }
    return
      "People labeled what the model was unsure of, and a model that learned from their labels gave "
      + "the rest, as far as the accuracy that was asked for allows. After each batch of answers it "
      + "was trained anew and decided again."
  }

  private static func rounds(_ report: ProjectReport) -> Section {
    guard !report.rounds.isEmpty else {
      return Section(
        title: "Rounds", blocks: [.paragraph("No model was trained: no round was published.")])
    }
    let rows = report.rounds.map { round in
      [
        "\(round.number)", ClockText.moment(round.publishedAt), NumberText.count(round.trainedOn),
        NumberText.count(round.humanLabeled), NumberText.count(round.autoLabeled),
        round.estimatedAccuracy.map(NumberText.percent) ?? "–",
        round.lowerBound.map(NumberText.percent) ?? "–",
        round.threshold.map(NumberText.percent) ?? "–", NumberText.count(round.selected),
        ClockText.duration(round.seconds), round.model ?? "built-in",
      ]
    }
    return Section(
      title: "Rounds",
      blocks: (RoundCharts.confidence(report).map { [.chart($0)] } ?? []) + [
        .table(
          ReportTable(
            [
              ("round", true), ("published", true), ("trained on", true), ("people", true),
              ("model", true), ("estimate", true), ("at least", true), ("threshold", true),
              ("tasks", true), ("time", true), ("model used", false),
            ], rows))
      ])
  }

  private static func settings(_ content: ReportContent) -> Section {
    let rows = content.report.settings.knownLines.map { line -> [String] in
      let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
      return [parts.first ?? line, parts.count > 1 ? parts[1] : ""]
    }
    return Section(
      title: "Settings",
      blocks: [
        .table(ReportTable([("setting", false), ("value", false)], rows)),
        .paragraph("Written by winnow \(Version.current)."),
      ])
  }

  private static func alarms(_ report: ProjectReport) -> [Section] {
    guard !report.alarms.isEmpty else { return [] }
    let rows = report.alarms.map { alarm in
      [
        ClockText.moment(alarm.raisedAt), AlarmText.text(alarm.alarm),
        alarm.acknowledgement.map { "\($0.by), \(ClockText.moment($0.at)): \($0.reason)" }
          ?? "open",
      ]
    }
    return [
      Section(
        title: "Alarms",
        blocks: [
          .table(
            ReportTable([("raised", false), ("what", false), ("looked at by", false)], rows))
        ])
    ]
  }
}
