/// A fault of a field in a file that people write: a job, label categories.
package enum FieldFault: FaultReason {
  /// The file does not hold an object.
  case notAnObject
  case missing(field: String)
  case wrongKind(field: String, expected: String, found: String)
  /// A value of the right kind that is out of range.
  case notAllowed(field: String, found: String, allowed: String)
  case unknown(field: String, nearest: String?)
  /// Two fields that exclude each other.
  case both(String, String)
  case inS3(field: String, uri: String)
  case noFile(field: String, path: String)
  /// A job that asks for several labels an item.
  case multiLabel(field: String)
  /// A job of another type than text classification.
  case otherTask(field: String, type: String)
}

extension FieldFault {
  package var description: String {
    switch self {
    case .notAnObject: "expected a JSON object { … }"
    case .missing(let field): "“\(field)” is missing; add it"
    case .wrongKind(let field, let expected, let found):
      "“\(field)” must be \(expected), not \(found)"
    case .notAllowed(let field, let found, let allowed):
      "“\(field)” is \(found); it must be \(allowed)"
    case .unknown(let field, let nearest?):
      "unknown field “\(field)”; did you mean “\(nearest)”?"
    case .unknown(let field, nil): "unknown field “\(field)”; remove it"
    case .both(let one, let other): "“\(one)” and “\(other)” exclude each other; remove one"
    case .inS3(let field, let uri):
      "“\(field)” is in S3; download it with `aws s3 cp \(ShellWord.quoted(uri)) .` "
        + "and write the copy's path here"
    case .noFile(let field, let path):
      "“\(field)” names \(path), which does not exist or cannot be read; correct the path"
    case .multiLabel(let field):
      "“\(field)” asks for several labels an item (multi-label); winnow asks for one label an item: "
        + "remove the field if that is wanted"
    case .otherTask(let field, let type):
      "“\(field)” names the task “\(type)”; winnow classifies texts with one label each: remove the "
        + "field if the items are texts"
    }
  }
}
