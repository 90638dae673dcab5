import ArgumentParser
import Dataset
import Domain

/// The way in which a command's arguments name items of the input.
enum ItemNaming: EnumerableFlag {
  /// The numbers of their lines, from 1.
  case byLine
  /// The “id” keys of their lines.
  case byID

  static func name(for value: ItemNaming) -> NameSpecification {
    switch value {
    case .byLine: [.customLong("line"), .customLong("by-line")]
    case .byID: [.customLong("by-id")]
    }
  }

  static func help(for value: ItemNaming) -> ArgumentHelp? {
    switch value {
    case .byLine: "Take names as line numbers, from 1, also where an item has that “id”."
    case .byID: "Take names as the items' “id”."
    }
  }
}

/// Items by the names that a person gives: each the “id” of a line, or a line's number.
struct NamedItems {
  let manifest: Manifest
  /// Nil takes whichever there is.
  let naming: ItemNaming?

  /// Returns the items in the order of their names.
  ///
  /// - Throws: `CommandError` for a name that no item has, or that is the id of one item and the line
  ///   of another.
  func find(_ names: [String]) throws -> [Item.ID] {
    let byID = naming == .byLine ? [:] : identified(Set(names))
    return try names.map { name in
      let line = naming == .byID ? nil : Int(name).map { $0 - 1 }
      let numbered = line.flatMap { 0..<manifest.count ~= $0 ? $0 : nil }
      switch (byID[name], numbered) {
      case (let item?, let other?) where item != other:
        throw CommandError(
          "“\(name)” is the id of line \(item + 1), and a line's number; say --by-id or --by-line")
      case (let item?, _), (nil, let item?): return item
      case (nil, nil): throw missing(name, isNumber: line != nil)
      }
    }
  }

  private func missing(_ name: String, isNumber: Bool) -> CommandError {
    let lines = "its lines are 1 to \(manifest.count)"
    switch naming {
    case .byID: return CommandError("the input has no item with the id “\(name)”")
    case .byLine where !isNumber: return CommandError("“\(name)” is no line number; \(lines)")
    default:
      return CommandError(
        "the input has no item with the id “\(name)”, and no such line; \(lines)")
    }
  }

  /// Reads all lines once; the first with an id counts.
  private func identified(_ names: Set<String>) -> [String: Item.ID] {
    var found: [String: Item.ID] = [:]
    for item in 0..<manifest.count where found.count < names.count {
      guard let id = manifest.identifier(of: item), names.contains(id), found[id] == nil else {
        continue
      }
      found[id] = item
    }
    return found
  }
}
