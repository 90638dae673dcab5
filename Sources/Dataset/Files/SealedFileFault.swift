/// A reason why a sealed file cannot be read.
package enum SealedFileFault: FaultReason {
  case missing
  case foreign(FileKind)
  case damaged

  package var description: String {
    switch self {
    case .missing: "missing; start the loop again to make it"
    case .foreign(let kind): "not a \(kind.rawValue) file of this version of winnow"
    case .damaged: "damaged (wrong length or checksum); remove it and start the loop again"
    }
  }
}
