import Dataset
import Foundation

/// Errors of the system's libraries as one sentence with the place, the fact and the way out.
enum ErrorText {
  /// Returns an error to show: one of ours or of the command line as it is, another in words.
  static func readable(_ error: any Error) -> any Error {
    if let error = error as? CocoaError { return CommandError(text(of: error as NSError)) }
    if let error = error as? POSIXError { return CommandError(text(of: error as NSError)) }
    if let error = error as? DecodingError { return CommandError(text(of: error)) }
    if Swift.type(of: error) is NSError.Type { return CommandError(text(of: error as NSError)) }
    return error
  }

  private static func text(of error: NSError) -> String {
    let path =
      error.userInfo[NSFilePathErrorKey] as? String
      ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
    let place = path.map { "\($0): " } ?? ""
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if cause.domain == NSPOSIXErrorDomain {
      return place + SystemFault.text(ofCode: Int32(cause.code))
    }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: return place + SystemFault.text(ofCode: ENOENT)
    case .fileWriteNoPermission, .fileReadNoPermission:
      return place + SystemFault.text(ofCode: EACCES)
    case .fileWriteOutOfSpace: return place + SystemFault.text(ofCode: ENOSPC)
    case .fileWriteFileExists: return place + SystemFault.text(ofCode: EEXIST)
    case .fileWriteVolumeReadOnly: return place + SystemFault.text(ofCode: EROFS)
    default: return "\(place)\(error.localizedDescription)"
    }
  }

  private static func text(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "the field “\(key.stringValue)” is missing\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      "a value cannot be read\(place(context)): \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "" : " in “\(path)”"
  }
}
