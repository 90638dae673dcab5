/// A field of a label's metadata and its allowed values.
struct MetadataField: Sendable {
  let key: JSONKey
  /// A rejected item does not have the field.
  let isLabelOnly: Bool
  let allowed: String
  /// Takes the metadata object and the value's range in it.
  let isValid: @Sendable (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool

  static let all: [MetadataField] = [
    MetadataField("class-name", isLabelOnly: true, allowed: "the label's name") { _ in true },
    MetadataField(
      key: JSONKey("confidence"), isLabelOnly: true, allowed: "a number from 0 to 1",
      isValid: { object, value in
        Double(String(decoding: object[value], as: UTF8.self)).map { (0...1).contains($0) } ?? false
      }),
    MetadataField("type", allowed: "“groundtruth/text-classification”") {
      $0 == "groundtruth/text-classification"
    },
    MetadataField("job-name", allowed: "a job's name") { !$0.isEmpty },
    MetadataField("human-annotated", allowed: "“yes” or “no”") { $0 == "yes" || $0 == "no" },
    MetadataField(
      "creation-date",
      allowed: "a date such as 2026-01-31T12:00:00.000000, in UTC and without a zone",
      isValid: CreationDate.isValid),
  ]
}

extension MetadataField {
  /// Makes a field with a string value.
  init(
    _ name: String, isLabelOnly: Bool = false, allowed: String,
    isValid: @escaping @Sendable (String) -> Bool
  ) {
    self.init(key: JSONKey(name), isLabelOnly: isLabelOnly, allowed: allowed) { object, value in
      JSONString.decode(object, value: value).map(isValid) ?? false
    }
  }
}
