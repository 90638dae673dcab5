/// winnow's own version, as `--version` prints it and projects keep it.
package enum Version {
  package static let current = "0.2.0"
}
