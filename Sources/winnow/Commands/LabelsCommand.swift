import ArgumentParser
import Domain
import Engine
import Foundation
import Glibc
import Store
import Workbench

/// `winnow labels`.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Lists the labels, renames, adds, merges or splits them while people work.",
    discussion: """
      A label keeps its index, which no other label gets; manifests and answers of before are read as \
      what their labels stand for now. Open screens show the labels of now within seconds.

        winnow labels news
        winnow labels rename news "Science and Technology" Tech
        winnow labels add news Sport --key s
        winnow labels merge news Entertainment Culture
        winnow labels split news Business Companies Markets --keys cm
      """,
    subcommands: [
      LabelsListCommand.self, LabelsRenameCommand.self, LabelsAddCommand.self,
      LabelsMergeCommand.self, LabelsSplitCommand.self,
    ],
    defaultSubcommand: LabelsListCommand.self)
}

/// `winnow labels list`.
struct LabelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the labels, and what the lead has changed.",
    discussion: "  winnow labels news --json")

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    let labels = LabelLines(
      labels: opened.project.labels, counts: try opened.store.counts(now: Date()),
      changes: try opened.project.labelChanges())
    Console.line(json ? try labels.json() : labels.lines.joined(separator: "\n"))
  }
}

/// `winnow labels rename`.
struct LabelsRenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Gives a label another name; its answers stay.",
    discussion: "  winnow labels rename news \"Science and Technology\" Tech")

  @Argument(help: "The project's folder.")
  var project: String
  @Argument(help: "The label's name.")
  var old: String
  @Argument(help: "Its name from now on.")
  var new: String

  func run() throws {
    try LabelsEditor(project, yes: true).apply(.rename(old, to: new))
  }
}

/// `winnow labels add`.
struct LabelsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a label.",
    discussion: """
      The next round takes it over. Auto-labels are held until people have given it, or random answers \
      show that it is rare (119 at a target of 95 %), and the check of auto-labels begins anew. What is \
      labeled stays.

        winnow labels add news Sport --key s
      """)

  @Argument(help: "The project's folder.")
  var project: String
  @Argument(help: "The name.")
  var name: String
  @Option(help: "The key on the labeling screen, a letter or digit (default: one that is free).")
  var key: String?

  func run() throws {
    try LabelsEditor(project, yes: true).apply(.add(name, key: key))
  }
}

/// `winnow labels merge`.
struct LabelsMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Lets one label stand for another; this cannot be undone.",
    discussion: """
      All labels of the first, by people and by the model, become the second's; its key is free. The \
      check of auto-labels begins anew. Asks first, or takes --yes.

        winnow labels merge news Entertainment Culture --yes
      """)

  @Argument(help: "The project's folder.")
  var project: String
  @Argument(help: "The label that goes.")
  var from: String
  @Argument(help: "The label that it becomes.")
  var into: String
  @Flag(help: "Do it without asking.")
  var yes = false

  func run() throws {
    try LabelsEditor(project, yes: yes).apply(.merge(from, into: into))
  }
}

/// `winnow labels split`.
struct LabelsSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Has the items of a label asked again with new ones; this cannot be undone.",
    discussion: """
      People are asked again before all else about the items that they gave the label; its auto-labels \
      are taken back. Auto-labels are held until the new labels were given or random answers show that \
      they are rare, and the check begins anew. Asks first, or takes --yes.

        winnow labels split news Business Companies Markets --keys cm --yes
      """)

  @Argument(help: "The project's folder.")
  var project: String
  @Argument(help: "The label that goes.")
  var old: String
  @Argument(help: "The labels that take its place, two or more.")
  var new: [String]
  @Option(help: "Their keys, one character each, in their order (default: keys that are free).")
  var keys: String?
  @Flag(help: "Do it without asking.")
  var yes = false

  func run() throws {
    try LabelsEditor(project, yes: yes).apply(
      .split(old, into: new, keys: (keys ?? "").map { String($0) }))
  }
}
