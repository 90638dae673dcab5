import Domain

extension Item {
  /// Makes an item of its line; the context leaves out keys that the line does not have.
  init(id: Item.ID, line: UnsafeBufferPointer<UInt8>, contextKeys: [String]) {
    let line = JSONLine(line)
    let context = contextKeys.compactMap { key in
      line.value(of: key).map { ContextField(key: key, value: $0) }
    }
    self.init(id: id, text: line.value(of: "source") ?? "", context: context)
  }
}
