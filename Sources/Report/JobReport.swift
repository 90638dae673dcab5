/// The report on a job, in the form that is asked for.
package enum JobReport {
  package enum Form: String, CaseIterable, Sendable {
    case html
    case markdown

    package var fileExtension: String { self == .html ? "html" : "md" }
  }

  /// Returns the whole text; the same content gives the same bytes.
  package static func text(_ content: ReportContent, as form: Form) -> String {
    let page = ReportPage(content)
    return switch form {
    case .html: HTMLForm(page).text
    case .markdown: MarkdownForm(page).text
    }
  }
}
