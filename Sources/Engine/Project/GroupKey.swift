import Dataset
import Domain
import Learning

/// A key whose equal values group items, such as a story.
struct GroupKey {
  let name: String

  /// Groups a manifest's items by the key's value as text.
  ///
  /// An item without the key, or with null or an empty value, is a group of its own.
  func groups(of manifest: Manifest) -> RowGroups {
    RowGroups(keys: (0..<manifest.count).lazy.map { value(in: manifest, of: $0) })
  }

  /// Throws if no line has the key, which is then misspelled.
  func check(_ manifest: Manifest) throws {
    let isUsed = (0..<manifest.count).contains { value(in: manifest, of: $0) != nil }
    guard isUsed else { throw FileFaults(file: manifest.path, GroupKeyFault(key: name)) }
  }

  private func value(in manifest: Manifest, of item: Item.ID) -> String? {
    let value = manifest.withLine(of: item) { JSONLine($0).value(of: name) }
    return value?.isEmpty == true ? nil : value
  }
}

/// A key for grouping that no item has.
package struct GroupKeyFault: FaultReason {
  package let key: String

  package var description: String {
    "no line has the key “\(key)” that ActiveLearning.GroupKey names; correct it, or leave "
      + "GroupKey out"
  }
}
