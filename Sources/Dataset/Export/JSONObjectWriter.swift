/// Appends a JSON object key by key.
struct JSONObjectWriter {
  private var isEmpty = true

  /// Begins an object.
  init(to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
  }

  mutating func append(_ key: String, json value: some Sequence<UInt8>, to output: inout [UInt8]) {
    if !isEmpty { output += ", ".utf8 }
    isEmpty = false
    JSONString.append(key, to: &output)
    output += ": ".utf8
    output += value
  }

  mutating func append(_ key: String, _ text: String, to output: inout [UInt8]) {
    append(key, json: JSONString.encode(text), to: &output)
  }

  /// Appends the input's other keys; those with a meaning of the form's own get `input-` before them.
  mutating func append(
    _ fields: ExportedFields, reserved: Set<String>, to output: inout [UInt8]
  ) {
    var object = self
    fields.forEach { key, value in
      object.append(ExportedFields.key(key, reserved: reserved), json: value, to: &output)
    }
    self = object
  }

  func end(_ output: inout [UInt8]) {
    output.append(UInt8(ascii: "}"))
  }
}
