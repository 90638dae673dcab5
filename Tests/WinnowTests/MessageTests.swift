import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct MessageTests {
  private func refusal(_ arguments: [String]) -> String {
    do {
      try MistypedCommand.refuse(arguments)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("A message that quotes a long value is cut in its middle")
  func longMessage() {
    let text =
      "job.json:1: unknown key “\(String(repeating: "k", count: 100_000))”; remove it\nnext"
    let cut = Console.shortened(text, limit: 200)
    #expect(cut.hasPrefix("job.json:1: unknown key “kkk"))
    #expect(cut.hasSuffix("k”; remove it\nnext"))
    #expect(cut.count < 300 && cut.contains("characters left out"))
    #expect(Console.shortened("short\nlines", limit: 200) == "short\nlines")
  }

  @Test("A mistyped command names the nearest one")
  func nearest() {
    #expect(refusal(["stat", "news"]).contains("did you mean “winnow status”?"))
    #expect(refusal(["exprot"]).contains("“winnow export”"))
    #expect(refusal(["model", "trian"]).contains("“winnow model train”"))
    #expect(
      refusal(["frobnicate"]).contains("the commands of “winnow”: add, adjudicate, agreement")
    )
  }

  @Test("Commands, options and help are let through")
  func commands() {
    for arguments in [["status"], ["--version"], [], ["help", "init"], ["model", "check"]] {
      #expect(refusal(arguments).isEmpty, "\(arguments)")
    }
  }

  @Test("A worker who never labeled here is not set aside in silence")
  func unknownWorker() throws {
    let project = try SmallProject()
    let error = #expect(throws: CommandError.self) {
      try WorkersSetAsideCommand.parse([project.path, "bob", "--reason", "x"]).run()
    }
    #expect(error?.description.contains("nobody named “bob”") == true)
  }

  @Test("Messages quote names of files without their escapes and direction marks")
  func inert() {
    let text = Console.inert("a\u{1B}[31mb\u{202E}c\u{7}\nnext \u{9B}2J")
    #expect(
      text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value > 0x9F || (0x20..<0x7F) ~= $0.value })
    #expect(!text.contains("\u{202E}") && text.contains("\nnext"))
  }

  @Test("JSON has escapes where a terminal would obey, and the same values")
  func inertJSON() throws {
    let names = ["a\u{202E}b", "\u{9B}2J", "\u{E0041}", "é 世"]
    let text = String(decoding: try JSONEncoder().encode(names), as: UTF8.self)
    let inert = Console.inertJSON(text)
    #expect(Console.inert(inert) == inert && inert.contains("é 世"))
    #expect(try JSONDecoder().decode([String].self, from: Data(inert.utf8)) == names)
  }

  @Test("Nothing reaches standard output or error but through the types that make it inert")
  func waysOut() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources").standardizedFileURL
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    // The last but one writes data, as a file would have it, the last a constant, by a signal's handler.
    let allowed = [
      "Console.swift", "Progress.swift", "StandardOutput.swift", "AtomicFile.swift",
      "CutFile.swift",
    ]
    let ways =
      /\b(debugPrint|print|puts|fputs|dump)\(|FileHandle\.standard|write\(STD(OUT|ERR)_FILENO/
    for case let file as URL in try #require(files)
    where file.pathExtension == "swift" && !allowed.contains(file.lastPathComponent) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.firstMatch(of: ways) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test("An error of the system's libraries becomes a sentence with the place")
  func systemErrors() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("missing/file")
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false)
      Issue.record("the folder was made")
    } catch {
      let text = "\(ErrorText.readable(error))"
      #expect(text.contains("there is no such file or folder"), "\(text)")
      #expect(!text.contains("Domain"))
    }
  }
}
