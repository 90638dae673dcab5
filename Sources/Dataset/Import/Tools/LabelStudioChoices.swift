/// A choice in Label Studio's JSON-MIN and CSV: a text, or `{"choices": ["a", "b"]}` for several
/// (label-studio-converter 0.0.59, prettify_result).
enum LabelStudioChoices {
  static func answer(_ value: [UInt8]) -> GivenAnswer {
    let tree = try? LocatedJSON.parse(value, file: "").value
    let labels = tree.flatMap { $0["choices"]?.labels ?? $0.labels }
    return GivenAnswer(labels ?? [String(decoding: value, as: UTF8.self)])
  }
}
