package import Domain
import Foundation

/// The search of a project's input by text; lines are read through a mapped file.
package struct ItemSearch: Sendable {
  /// The bytes of the input that one call looks through at most.
  private static let window = 1 << 24

  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Whether an item's text contains a search; case and accents do not count.
  package func matches(_ item: Item, _ search: String) -> Bool {
    search.isEmpty || item.text.range(of: search, options: Self.options) != nil
  }

  private static let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive]

  /// Returns the next items whose text contains the request's search, in the input's order.
  ///
  /// A line is decoded only if it has the search's longest run of plain letters.
  package func find(
    _ request: ReviewRequest
  ) throws -> (items: [Item.ID], next: ReviewPlace?) {
    let file = try MappedFile(path: path)
    let needle = Self.plainRun(of: request.search)
    return file.withBytes { bytes in
      var (items, line) = ([Item.ID](), Int(request.after?.number ?? 0))
      var position = Int(request.after?.value ?? 0)
      let end = min(bytes.count, position + Self.window)
      while position < end, items.count < request.limit {
        let lineEnd = bytes.endOfLine(from: position)
        let part = UnsafeBufferPointer(rebasing: bytes[position..<lineEnd])
        if !part.isEmpty, request.search.isEmpty || part.contains(needle, request.search, self) {
          items.append(line)
        }
        line += 1
        position = lineEnd + 1
      }
      let isOver = position >= bytes.count
      return (items, isOver ? nil : ReviewPlace(Int64(line), value: Double(position)))
    }
  }

  /// Returns the longest run of letters and digits of a search that a line has as bytes, in small
  /// letters; one with accents may be written otherwise.
  private static func plainRun(of search: String) -> [UInt8] {
    let runs = Array(search.lowercased().utf8).split { byte in
      !(byte >= 0x61 && byte <= 0x7A) && !(byte >= 0x30 && byte <= 0x39)
    }
    // A letter with an accent, or one that it is found by, breaks a run.
    guard search.allSatisfy(\.isASCII) else { return [] }
    return runs.max { $0.count < $1.count }.map { Array($0) } ?? []
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func contains(_ needle: [UInt8], _ search: String, _ texts: ItemSearch) -> Bool {
    guard isASCII ? hasSmall(needle) : true else { return false }
    return texts.matches(Item(id: 0, line: self, contextKeys: []), search)
  }

  private var isASCII: Bool { allSatisfy { $0 < 0x80 && $0 != 0x5C } }

  /// Whether the bytes contain a run, upper-case letters taken as lower-case ones.
  private func hasSmall(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return needle.isEmpty }
    return (0...count - needle.count).contains { start in
      self[start].small == first
        && needle.indices.allSatisfy { self[start + $0].small == needle[$0] }
    }
  }
}

extension UInt8 {
  fileprivate var small: UInt8 { self >= 0x41 && self <= 0x5A ? self + 32 : self }
}
