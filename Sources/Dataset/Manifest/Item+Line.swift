import Domain

extension Item {
  /// Makes an item of its line; keys that the line does not have are left out of the context.
  init(id: Item.ID, line: UnsafeBufferPointer<UInt8>, contextKeys: [String]) {
    let line = JSONLine(line)
    let context = contextKeys.compactMap { key in
      line.value(of: key).map { ContextField(key: key, value: $0) }
    }
    self.init(id: id, text: line.value(of: "source") ?? "", context: context)
  }
}
