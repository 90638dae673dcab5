import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

/// A change of labels that is killed: the lead's file is written first, then the database in one
/// transaction, then a round.
@Suite("A change of labels that is cut off")
struct CutOffLabelChangeTests {
  static let changes: [LabelChange.Kind] = [
    .rename("Business", to: "Economy"), .add("Sport", key: "s"),
    .merge("Entertainment", into: "Business"),
    .split("Business", into: ["Companies", "Markets"], keys: []),
  ]

  /// What is true of a project once a change is whole.
  private struct State: Equatable {
    var labels: LabelSet
    var counts: Counts
    var human: [HumanLabel]
    var tasks: [Item.ID]
    var events: [JobEvent]

    init(_ project: LabeledProject) throws {
      let store = try project.store()
      let now = LabeledProject.start + 3_600
      labels = try Project.open(path: project.path).labels
      (counts, human) = (try store.counts(now: now), try store.snapshot(now: now).labels)
      let session = try store.openSession(
        worker: "cem", process: ProcessIdentity(host: "here", number: 9), now: now)
      tasks = try store.lease(upTo: 30, for: session, now: now).map(\.item.id)
      events = try store.events(limit: 100).map(\.event).filter {
        switch $0 {
        case .labelRenamed, .labelAdded, .labelMerged, .labelSplit: true
        default: false
        }
      }
    }
  }

  private func change(_ kind: LabelChange.Kind, _ project: LabeledProject) throws -> LabelSet {
    let opened = try OpenProject(project.path, for: .writing)
    return try opened.project.keep(
      LabelChange(kind, by: "eva", at: LabeledProject.start + 700)
    ).labels
  }

  private func whole(_ kind: LabelChange.Kind) throws -> State {
    let project = try LabeledProject()
    let labels = try change(kind, project)
    try project.store().setLabels(labels, by: "eva", now: LabeledProject.start + 700)
    return try State(project)
  }

  @Test("Before the file is in its place, nothing has changed", arguments: changes)
  func beforeFile(_ kind: LabelChange.Kind) throws {
    let (project, other) = (try LabeledProject(), try LabeledProject())
    try Data("[{\"ki".utf8).write(
      to: URL(filePath: "\(project.path)/.label-changes.json.0A1B2C3D.tmp"))
    let (state, untouched) = (try State(project), try State(other))
    #expect(state == untouched)
  }

  @Test("After the file, before the database's commit: the loop completes it", arguments: changes)
  func afterFile(_ kind: LabelChange.Kind) throws {
    let project = try LabeledProject()
    _ = try change(kind, project)
    #expect(try project.store().labels().count == 4)
    // As the loop does before it does anything else.
    let opened = try OpenProject(project.path, for: .writing)
    try opened.store.setLabels(
      opened.project.relabeled().labels, by: nil, now: LabeledProject.start + 700)
    #expect(try State(project) == whole(kind))
  }

  @Test(
    "After the commit: the same command says that it is done, or what stands", arguments: changes)
  func afterCommit(_ kind: LabelChange.Kind) throws {
    let project = try LabeledProject()
    let labels = try change(kind, project)
    let store = try project.store()
    try store.setLabels(labels, by: "eva", now: LabeledProject.start + 700)
    let event = try store.latestEvent()
    try store.setLabels(labels, by: nil, now: LabeledProject.start + 800)
    #expect(try store.latestEvent() == event)
    #expect(throws: (any Error).self) { try LabelsEditor(project.path, yes: true).apply(kind) }
    #expect(try Project.open(path: project.path).labelChanges().count == 1)
  }

  @Test("After the file: the command that is given again completes it", arguments: changes)
  func again(_ kind: LabelChange.Kind) throws {
    let project = try LabeledProject()
    let labels = try change(kind, project)
    _ = try? LabelsEditor(project.path, yes: true).apply(kind)
    #expect(try project.store().labels().meanings == labels.meanings)
    #expect(try project.store().labels().labels.map(\.name) == labels.labels.map(\.name))
  }
}
