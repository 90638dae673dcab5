import Dataset
import Domain
import Learning

/// The key of the lines that says which items belong together.
struct GroupKey {
  let name: String

  /// Groups a manifest's items by the key's value, a string or anything else as it is written.
  ///
  /// A line without the key, with null or an empty value stands alone.
  func groups(of manifest: Manifest) -> RowGroups {
    RowGroups(keys: (0..<manifest.count).lazy.map { value(in: manifest, of: $0) })
  }

  /// Refuses a key that no line has: it is misspelt.
  func check(_ manifest: Manifest) throws {
    let isUsed = (0..<manifest.count).contains { value(in: manifest, of: $0) != nil }
    guard isUsed else { throw GroupKeyError(key: name, file: manifest.path) }
  }

  private func value(in manifest: Manifest, of item: Item.ID) -> String? {
    let value = manifest.withLine(of: item) { JSONLine($0).value(of: name) }
    return value?.isEmpty == true ? nil : value
  }
}

/// A job groups its items by a key that none of them has.
package struct GroupKeyError: Error, Equatable, CustomStringConvertible {
  package let key: String
  package let file: String

  package var description: String {
    "\(file): no line has the key “\(key)” that ActiveLearning.GroupKey names; correct it, or "
      + "leave GroupKey out"
  }
}
