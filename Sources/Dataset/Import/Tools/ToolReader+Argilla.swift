/// Argilla's records in their four forms, one question's answers of which are the labels.
///
/// - Argilla 2, `to_json` and `to_list` (argilla/src/argilla/records/_io/_generic.py): `fields`,
///   `responses` {question: [{value, user_id}]}, `suggestions`, `status`.
/// - The same, flat: `label.responses`, `label.responses.status`, … beside the fields.
/// - Argilla 1 feedback: `responses` [{values: {question: {value}}, status}].
/// - Argilla 1 text classification: `annotation`, `prediction`, `status`.
extension ToolReader {
  /// An annotator's answer to a question.
  fileprivate struct Response {
    let question: String
    let value: LocatedJSON.Value
    let status: String?
  }

  mutating func argilla(
    _ object: JSONRecord
  ) throws(ImportFault) -> (given: GivenAnswer, keys: [String]) {
    if object.has("annotation") {
      if object.text(of: "status") == "Discarded" { return (.withheld(.discarded), ["annotation"]) }
      return (GivenAnswer(object.tree(of: "annotation")?.labels ?? []), ["annotation"])
    }
    let nested = object.tree(of: "responses")
    let all = nested.map { Self.nested($0) } ?? Self.flat(object)
    let keys = nested == nil ? object.keys.filter { $0.hasSuffix(".responses") } : ["responses"]
    try settleQuestion(all.map { $0.question })
    let own = all.filter { $0.question == question }
    let submitted = own.filter { $0.status == nil || $0.status == "submitted" }
    let votes = submitted.map { $0.value.labels ?? $0.value["value"]?.labels ?? [] }
    let given = GivenAnswer(votes: votes)
    guard given == .none, let status = own.lazy.compactMap(\.status).first else {
      return (given, keys)
    }
    switch status {
    case "discarded": return (.withheld(.discarded), keys)
    case "draft": return (.withheld(.draft), keys)
    default: return (given, keys)
    }
  }

  private static func nested(_ responses: LocatedJSON.Value) -> [Response] {
    if case .object = responses {
      return responses.fields.flatMap { question, answers in
        answers.elements.map {
          Response(question: question, value: $0["value"] ?? .null, status: $0["status"]?.text)
        }
      }
    }
    return responses.elements.flatMap { response in
      (response["values"]?.fields ?? []).map { question, answer in
        Response(
          question: question, value: answer["value"] ?? answer, status: response["status"]?.text)
      }
    }
  }

  private static func flat(_ object: JSONRecord) -> [Response] {
    object.keys.filter { $0.hasSuffix(".responses") }.flatMap { key -> [Response] in
      let values = object.tree(of: key)?.elements ?? []
      let statuses = object.tree(of: "\(key).status")?.elements ?? []
      return values.enumerated().map { place, value in
        Response(
          question: String(key.dropLast(".responses".count)), value: value,
          status: place < statuses.count ? statuses[place].text : nil)
      }
    }
  }
}
