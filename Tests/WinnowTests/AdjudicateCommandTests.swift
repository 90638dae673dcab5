import ArgumentParser
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct AdjudicateCommandTests {
  @Test("adjudicate labels, reopens, rejects and undoes, with a reason that is kept")
  func decisions() throws {
    let project = try SmallProject()
    let store = try OpenProject(project.path, for: .reading).store
    func run(_ arguments: String...) throws {
      try AdjudicateCommand.parse([project.path] + arguments).run()
    }
    try run("1", "2", "--label", "Business", "--reason", "known")
    #expect(try store.report(now: Date()).counts.human == 2)
    try run("2", "--reopen", "--reason", "old guide")
    #expect(try store.report(now: Date()).counts.human == 1)
    try run("1", "--reject", "duplicate")
    #expect(try store.report(now: Date()).counts.rejected == 1)
    try run("1", "--undo", "--reason", "it was not")
    #expect(try store.report(now: Date()).counts.human == 1)
    try run("2", "2", "--label", "Business")
    try run("2", "--undo")
    #expect(try store.report(now: Date()).counts.human == 1, "An item is decided once.")
    try ReviewCommand.parse([project.path, "--list", "adjudicated", "--json"]).run()
    #expect(throws: CommandError("there is no reason “duplicat”; did you mean “duplicate”?")) {
      try run("2", "--reject", "duplicat")
    }
    #expect(throws: CommandError.self) { try run("1", "--label", "Busines", "--reason", "x") }
    #expect(throws: CommandError.self) { try run("0", "--confirm", "--reason", "x") }
    #expect(throws: CommandError.self) { try run("no", "--confirm", "--reason", "x", "--by-id") }
    #expect(
      throws: CommandError(
        "the input has no item with the id “3”, and no such line; its lines are 1 to 2")
    ) {
      try run("3", "--reopen", "--reason", "x")
    }
  }

  @Test(
    "One decision is asked for, and a reason to reopen",
    arguments: [
      ["1"], ["1", "--confirm", "--undo", "--reason", "x"],
      ["1", "--confirm", "--reason", "two\nlines"],
      ["1", "--reject", String(repeating: "a", count: 201)],
      ["1", "--reopen"], ["1", "--reopen", "--reason", "  "],
    ])
  func usage(arguments: [String]) {
    #expect(throws: (any Error).self) { _ = try AdjudicateCommand.parse(["p"] + arguments) }
  }

  @Test("Times are of today, or have their day")
  func times() throws {
    #expect(MomentArgument(argument: "25:00") == nil && MomentArgument(argument: "soon") == nil)
    #expect(MomentArgument(argument: "15:20:22") != nil)
    let noon = try #require(MomentArgument(argument: "12:00")).date
    #expect(Calendar.current.isDateInToday(noon))
    #expect(MomentArgument(argument: "2026-01-31T12:00") != nil)
  }
}
