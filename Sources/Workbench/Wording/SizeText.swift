/// Sizes of files as every command writes them.
package enum SizeText {
  /// Returns a size: “812 bytes”, “3.4 MB”; 1 MB is 1,000,000 bytes.
  package static func text(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: NumberText.counted(bytes, "byte")
    case ..<999_500: "\((bytes + 500) / 1_000) kB"
    case ..<999_500_000: "\(NumberText.decimal(Double(bytes) / 1e6, places: 1)) MB"
    default: "\(NumberText.decimal(Double(bytes) / 1e9, places: 1)) GB"
    }
  }
}
