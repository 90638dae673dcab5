package import Dataset
package import Domain

/// The labels that occur in augmented manifests: by index, with the name of `class-name` if any.
package enum FoundLabels {
  private static let className = JSONKey("class-name")
  private static let limit = 1000

  /// Finds the labels of manifests; an index without a name is called `__label__N`, as by `predict`.
  ///
  /// Malformed lines are skipped: reading the manifests with these labels reports them.
  package static func read(
    _ paths: [String], attribute: LabelAttributeName
  ) throws(FileFaults) -> LabelSet {
    read(
      try paths.map { path throws(FileFaults) in try MappedFile(path: path) }, attribute: attribute)
  }

  /// Finds the labels of manifests that were opened.
  package static func read(_ files: [MappedFile], attribute: LabelAttributeName) -> LabelSet {
    var names: [Int: String] = [:]
    var highest = 1
    for file in files {
      file.withBytes { bytes in
        let keys = (JSONKey(attribute.name), JSONKey(attribute.metadataName))
        var members = JSONMembers()
        _ = bytes.forEachLine(isFinal: true) { line in
          guard let index = index(keys.0, line, &members) else { return }
          highest = max(highest, index)
          if let name = name(keys.1, line, members), names[index] == nil { names[index] = name }
        }
      }
    }
    return LabelSet(
      labels: (0...highest).map { LabelSet.Label(name: names[$0] ?? "__label__\($0)", key: nil) })
  }

  private static func index(
    _ key: JSONKey, _ line: UnsafeBufferPointer<UInt8>, _ members: inout JSONMembers
  ) -> Int? {
    guard scan(line, &members), let member = members.member(key, in: line) else { return nil }
    let text =
      JSONString.decode(line, value: member.value)
      ?? String(decoding: line[member.value], as: UTF8.self)
    guard let index = Int(text), 0..<limit ~= index else { return nil }
    return index
  }

  private static func name(
    _ key: JSONKey, _ line: UnsafeBufferPointer<UInt8>, _ members: JSONMembers
  ) -> String? {
    guard let member = members.member(key, in: line) else { return nil }
    let object = UnsafeBufferPointer(rebasing: line[member.value])
    var inner = JSONMembers()
    guard scan(object, &inner), let name = inner.member(className, in: object) else { return nil }
    return JSONString.decode(object, value: name.value)
  }

  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ members: inout JSONMembers
  ) -> Bool {
    do throws(JSONFault) {
      try members.scan(bytes)
      return true
    } catch {
      return false
    }
  }
}
