import Foundation
import Testing

/// What Sources/README.md says of the targets, held against Package.swift.
@Suite struct ArchitectureTests {
  @Test("The table of targets names every target and what it imports of ours")
  func table() throws {
    let manifest = try declared()
    let documented = try documented()
    #expect(documented.keys.sorted() == manifest.keys.sorted())
    for (target, imports) in manifest {
      #expect(documented[target] == imports, "\(target)")
    }
  }

  @Test("No comment cites a document that is not in the repository")
  func citations() throws {
    let root = Self.root
    let files = try #require(
      FileManager.default.enumerator(
        at: root.appending(path: "Sources"), includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      for cited in try String(contentsOf: file, encoding: .utf8).matches(of: /[\w\/]+\.md\b/) {
        let name = String(cited.output)
        let places = [root, root.appending(path: "Sources"), file.deletingLastPathComponent()]
        let exists = places.contains {
          FileManager.default.fileExists(atPath: $0.appending(path: name).path)
        }
        #expect(exists, "\(file.lastPathComponent) cites \(name)")
      }
    }
  }

  /// The imports of ours of each target in Sources, as Package.swift has them.
  private func declared() throws -> [String: Set<String>] {
    let text = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    let names = Set(
      try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        .filter { !$0.contains(".") })
    var targets: [String: Set<String>] = [:]
    for part in text.split(separator: /\.(target|executableTarget)\(/).dropFirst() {
      guard let name = part.firstMatch(of: /name: "(\w+)"/)?.1, names.contains(String(name)) else {
        continue
      }
      let own = part.split(separator: ".testTarget(").first ?? ""
      let quoted = own.split(separator: "swiftSettings").first?.matches(of: /"(\w+)"/) ?? []
      targets[String(name)] = Set(quoted.map { String($0.1) }).intersection(names)
        .subtracting([String(name)])
    }
    return targets
  }

  private func documented() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: Self.root.appending(path: "Sources/README.md"), encoding: .utf8)
    var targets: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      guard let row = line.wholeMatch(of: /\| `(\w+)` \| (.+?) \| .+ \|/) else { continue }
      targets[String(row.1)] = Set(row.2.matches(of: /`(\w+)`/).map { String($0.1) })
    }
    return targets
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
}
