/// Ground Truth's limits, in characters.
package enum ManifestLimits {
  package static let line = 100_000
  package static let attribute = 20_000
}
