package import Domain

/// All that a report on a job says; the same content gives the same bytes.
package struct ReportContent: Sendable {
  /// Texts of a label, as the input has them.
  package struct Examples: Sendable {
    package var people: [String]
    package var model: [String]

    package init(people: [String], model: [String]) {
      (self.people, self.model) = (people, model)
    }
  }

  package var report: ProjectReport
  package var details: ReportDetails
  package var agreement: AgreementReport
  /// By label.
  package var examples: [Examples]
  /// The question that people were asked.
  package var question: String

  package init(
    _ report: ProjectReport, details: ReportDetails, agreement: AgreementReport,
    examples: [Examples], question: String
  ) {
    (self.report, self.details, self.agreement) = (report, details, agreement)
    (self.examples, self.question) = (examples, question)
  }
}

extension ReportContent {
  /// The same content with “worker 1”, “worker 2” … in the place of names, by falling number of
  /// answers.
  ///
  /// Reasons in people's own words stay as they are.
  package func numbered() -> ReportContent {
    let order = report.workers.map(\.name) + details.work.map(\.worker)
    var numbers: [String: String] = [:]
    for name in order where numbers[name] == nil { numbers[name] = "worker \(numbers.count + 1)" }
    func number(_ name: String) -> String { numbers[name] ?? "a worker" }
    var changed = self
    for index in report.workers.indices {
      changed.report.workers[index].name = number(report.workers[index].name)
    }
    for index in details.work.indices {
      changed.details.work[index].worker = number(details.work[index].worker)
    }
    for index in report.alarms.indices {
      changed.report.alarms[index].alarm.worker = report.alarms[index].alarm.worker.map(number)
      changed.report.alarms[index].acknowledgement?.by = "the lead"
    }
    changed.agreement = agreement.renamed(number)
    return changed
  }
}

extension AgreementReport {
  fileprivate func renamed(_ name: (String) -> String) -> AgreementReport {
    AgreementReport(
      items: items, opinions: opinions, alpha: alpha, kappa: kappa,
      pairs: pairs.map {
        Pair(
          first: name($0.first), second: name($0.second), items: $0.items,
          agreement: $0.agreement, kappa: $0.kappa)
      }, labels: labels,
      workers: workers.map {
        Worker(
          name: name($0.name), items: $0.items, agreement: $0.agreement, kappa: $0.kappa,
          accuracy: $0.accuracy, confusion: $0.confusion)
      }, isDawidSkene: isDawidSkene)
  }
}
