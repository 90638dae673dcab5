import Domain
import Foundation
import TestSupport
import Testing

@testable import Report

@Suite struct JobReportTests {
  @Test("The report as HTML and as Markdown")
  func forms() {
    expectText(JobReport.text(Fixtures.content, as: .html), "report.html")
    expectText(JobReport.text(Fixtures.content, as: .markdown), "report.md")
  }

  @Test("Numbers stand in the place of names, everywhere")
  func numbers() throws {
    let names = JobReport.text(Fixtures.content, as: .html)
    #expect(names.contains("<td>ben</td>") && names.contains("answers of ana"))
    let numbered = JobReport.text(Fixtures.content.numbered(), as: .html)
    #expect(numbered.contains("<td>worker 1</td>") && numbered.contains("answers of worker 2"))
    for name in ["ana", "ben", "lea"] {
      #expect(numbered.firstMatch(of: try Regex("\\b\(name)\\b")) == nil, "\(name)")
    }
  }

  @Test("Markup, quotes and direction marks of texts, labels and names stay text")
  func hostile() throws {
    let evil = "</script></td><img src=x onerror=alert(1)>\"'&\u{202E}\u{1B}[2J|`*_\u{0}"
    var content = Fixtures.content
    content.report.jobName = evil
    content.question = evil
    content.report.labels = LabelSet(labels: (0..<4).map { .init(name: "\(evil)\($0)", key: nil) })
    content.report.workers[0].name = evil
    content.details.work[0].worker = evil
    content.report.alarms[0].acknowledgement?.reason = evil
    content.report.alarms[0].alarm.worker = evil
    content.report.rounds[0].model = evil
    content.examples = content.examples.map { _ in .init(people: [evil], model: [evil]) }
    for form in JobReport.Form.allCases {
      let text = JobReport.text(content, as: form)
      #expect(!text.contains("<img") && !text.contains("</script"), "\(form)")
      #expect(
        !text.unicodeScalars.contains { [0x202E, 0x1B, 0].contains($0.value) }, "\(form)")
    }
    let html = JobReport.text(content, as: .html)
    #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;⟨202E⟩"))
    // As many elements as without the texts: nothing of them became markup.
    let plain = JobReport.text(Fixtures.content, as: .html)
    #expect(html.count { $0 == "<" } == plain.count { $0 == "<" } - 8)
    #expect(JobReport.text(content, as: .markdown).contains("\\|\\`\\*\\_"))
  }

  @Test("Nothing in it is fetched from elsewhere")
  func alone() {
    let html = JobReport.text(Fixtures.content, as: .html)
    for word in ["http:", "https:", "src=", "<script", "@import", "url("] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test("Labels of people alone, and those that came with the input, are told as such")
  func peopleAlone() {
    var content = Fixtures.content
    content.report.counts.auto = 0
    content.report.rounds = []
    content.report.quality.promise = nil
    var text = JobReport.text(content, as: .markdown)
    #expect(text.contains("no model has given a label") && !text.contains("would have cost"))
    #expect(text.contains("how far several of them agree stands under “People”"))
    content.agreement = AgreementReport(
      items: 0, opinions: 0, alpha: nil, kappa: nil, pairs: [], labels: [], workers: [],
      isDawidSkene: false)
    text = JobReport.text(content, as: .markdown)
    #expect(text.contains("no item was asked twice, nor of several people"))
    content.report.counts.auto = 553
    (content.details.initialAuto, content.details.initialHuman) = (553, 12)
    text = JobReport.text(content, as: .markdown)
    #expect(text.contains("553 came with the input") && text.contains("12 came with the input"))
    #expect(text.contains("from an earlier job; nothing is promised of them here"))
  }

  @Test("All checks before the end are named, those that failed, too")
  func checks() {
    var content = Fixtures.content
    content.report.quality.promise?.closing?.passed = true
    content.details.checks = [
      .init(hasPassed: false, wrong: 5, drawn: 40), .init(hasPassed: true, wrong: 15, drawn: 250),
    ]
    let text = JobReport.text(content, as: .markdown)
    #expect(text.contains("passed: 15 of 250 wrong"))
    #expect(text.contains("An earlier check failed: 5 of 40 wrong."))
  }

  @Test("A job without rounds, answers and labels has a report, too")
  func empty() {
    let report = ProjectReport(
      jobName: "new", status: .inProgress, labels: Fixtures.labels, counts: Counts(total: 0),
      quality: QualityReport(target: 0.95))
    let agreement = AgreementReport(
      items: 0, opinions: 0, alpha: nil, kappa: nil, pairs: [], labels: [], workers: [],
      isDawidSkene: false)
    let content = ReportContent(
      report, details: ReportDetails(createdAt: nil, latestAt: Fixtures.now),
      agreement: agreement, examples: [], question: "")
    for form in JobReport.Form.allCases {
      let text = JobReport.text(content, as: form)
      #expect(text.contains("Nobody has labeled") && text.contains("no round was published"))
      #expect(!text.contains("nan"))
    }
  }
}
