import Domain
import Engine
import Foundation
import Glibc
import Store
import Workbench

/// Changes a job's labels: the lead's own file, and the database's copy and what rests on it.
struct LabelsEditor {
  private let path: String
  private let opened: OpenProject
  private let yes: Bool

  init(_ path: String, yes: Bool) throws {
    self.path = path
    self.yes = yes
    opened = try OpenProject(path, for: .writing)
    try opened.requireLead("changes its labels")
  }

  /// Says what a change does, asks if that cannot be undone, and makes it.
  func apply(_ kind: LabelChange.Kind) throws {
    let before = opened.project.labels
    // A change that was killed between the file and the database is completed first.
    try opened.store.setLabels(before, by: nil, now: Date())
    guard try changed(before, kind) != before else {
      return Console.line("Nothing to do: the label is named so already.")
    }
    let counts = try opened.store.counts(now: Date())
    let said = LabelChangeWords.effect(of: kind, on: before, counts)
    if !yes { try confirm(said) }
    let person = try Identity.worker(named: nil)
    try opened.store.changeLabels(by: person, now: Date()) {
      let present = try opened.project.relabeled()
      guard present.labels == before else {
        throw CommandError(
          "nothing was changed: another command has changed the labels meanwhile; “winnow labels "
            + "\(path)” shows them")
      }
      return try present.keep(LabelChange(kind, by: person, at: Date())).labels
    }
    Console.line(said)
    guard try opened.store.report(now: Date()).status.isOver else { return }
    Console.error(
      "The job is over: nobody is asked, and its auto-labels are not checked anew, until items are added or "
        + "reopened. The output has the labels of before; “winnow export” writes it anew.")
  }

  private func changed(_ labels: LabelSet, _ kind: LabelChange.Kind) throws -> LabelSet {
    do {
      return try labels.applying(kind)
    } catch let fault as LabelChangeFault {
      throw CommandError("\(path): \(fault)")
    }
  }

  private func confirm(_ said: String) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw CommandError(
        "nothing was changed: there is no terminal to ask at; --yes does it. \(said)")
    }
    Console.error(said + " This cannot be undone. Do it? (y/n)")
    guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
      throw CommandError("nothing was changed")
    }
  }
}

/// The words for changes of labels.
enum LabelChangeWords {
  static func effect(
    of kind: LabelChange.Kind, on labels: LabelSet, _ counts: Counts
  ) -> String {
    func numbers(_ name: String) -> (people: String, auto: String) {
      let index = labels.index(ofName: name) ?? 0
      return (
        NumberText.count(counts.human(ofLabel: index)),
        NumberText.count(counts.auto(ofLabel: index))
      )
    }
    switch kind {
    case .rename(let old, let new): return "“\(old)” is named “\(new)”."
    case .add(let name, _):
      return "“\(name)” can be given. Auto-labels are held until people have given it or random "
        + "answers show that it is rare (119 at a target of 95 %)."
    case .merge(let from, let into):
      let (people, auto) = numbers(from)
      return
        "\(people) labels of people and \(auto) auto-labels of “\(from)” become “\(into)”; the "
        + "check of auto-labels begins anew."
    case .split(let name, let parts, _):
      let (people, auto) = numbers(name)
      return "\(people) items that people labeled “\(name)” are asked again, with "
        + parts.map { "“\($0)”" }.joined(separator: ", ")
        + "; \(auto) auto-labels are taken back, and the check begins anew."
    }
  }

  static func past(_ kind: LabelChange.Kind) -> String {
    switch kind {
    case .rename(let old, let new): "renamed “\(old)” to “\(new)”"
    case .add(let name, _): "added “\(name)”"
    case .merge(let from, let into): "merged “\(from)” into “\(into)”"
    case .split(let name, let parts, _):
      "split “\(name)” into \(parts.map { "“\($0)”" }.joined(separator: ", "))"
    }
  }
}
