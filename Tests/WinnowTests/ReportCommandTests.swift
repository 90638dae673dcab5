import ArgumentParser
import Dataset
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct ReportCommandTests {
  @Test("The same state gives the same bytes; texts of the input are inert in it")
  func report() throws {
    let evil = "</script><img src=x onerror=alert(1)> \u{202E}gnp"
    let project = try LabeledProject(texts: Array(repeating: evil, count: LabeledProject.count))
    let folder = project.folder
    try ReportCommand.parse([project.path]).run()
    try ReportCommand.parse([project.path, "--output", folder.path("two.html")]).run()
    let html = try folder.read("news/output/report.html")
    #expect(try html == folder.read("two.html"))
    #expect(html.contains("&lt;img src=x") && !html.contains("<img"))
    #expect(html.contains("— by people") && html.contains("— by the model"))
    #expect(html.contains("What audits found, in all rounds"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("two.html"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
    try ReportCommand.parse(
      [project.path, "--numbers", "--format", "markdown", "--output", folder.path("three.md")]
    ).run()
    let markdown = try folder.read("three.md")
    #expect(markdown.contains("| worker 1 |") && !markdown.contains("| ana |"))
  }
}
