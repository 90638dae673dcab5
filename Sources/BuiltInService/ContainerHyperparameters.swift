import Dataset
import Domain
import Foundation
import HTTP

/// The built-in model's settings in `hyperparameters.json`.
///
/// All values are strings, as in SageMaker; unknown keys are ignored.
struct ContainerHyperparameters {
  private(set) var attribute: LabelAttributeName
  /// Nil for the labels that the lines name.
  private(set) var labels: LabelSet?
  private(set) var seed: UInt64 = 0

  /// Reads a file; all settings have their defaults if there is none.
  init(path: String) throws {
    let values = try Self.values(path)
    func bad(_ name: String, _ reason: String) -> ServiceError {
      .badHyperparameter(file: path, name: name, reason: reason)
    }
    guard let attribute = LabelAttributeName(values["attribute"] ?? "category") else {
      throw bad("attribute", "must be a LabelAttributeName, such as category")
    }
    self.attribute = attribute
    if let text = values["seed"] {
      guard let seed = UInt64(text) else { throw bad("seed", "must be a whole number from 0") }
      self.seed = seed
    }
    guard let text = values["labels"] else { return }
    let names = Self.names(text)
    guard names.count > 1, Set(names).count == names.count, !names.contains("") else {
      throw bad(
        "labels", "must name two labels at least, each once: [\"Business\", …], or with commas")
    }
    labels = LabelSet(labels: names.map { LabelSet.Label(name: $0, key: nil) })
  }

  private static func values(_ path: String) throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    let json = try LocatedJSON.read(path: path)
    guard case .object(let fields) = json.value else {
      throw FileFaults(file: path, line: json.line, JSONFault.Reason.notAnObject)
    }
    return fields.reduce(into: [:]) { values, field in
      switch field.value.value {
      case .string(let text), .number(let text): values[field.name] = text
      default: break
      }
    }
  }

  /// Reads names from a JSON list in a string, or separated by commas.
  private static func names(_ text: String) -> [String] {
    if let names = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) { return names }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
  }
}
