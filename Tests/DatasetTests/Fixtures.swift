import Dataset
import Foundation

/// A folder that is gone when the test ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "winnow-test-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file and returns its path.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }

  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }
}

extension LabelSet {
  /// The sample's four classes.
  static let news = LabelSet(labels: [
    Label(name: "Business", key: "b"), Label(name: "Entertainment", key: "e"),
    Label(name: "Health & Medicine", key: "m"), Label(name: "Science and Technology", key: "t"),
  ])
}

/// A value that a test needs is not there.
struct Missing: Error {}

extension Optional {
  /// Returns the value; a nil fails the test instead of trapping.
  func orThrow() throws -> Wrapped {
    guard let self else { throw Missing() }
    return self
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension LabelAttributeName {
  static func category() throws -> LabelAttributeName {
    try LabelAttributeName("category").orThrow()
  }
}

/// The project's own `templates` folder.
let templates = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "templates/news-headlines").path
