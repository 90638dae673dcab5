import Foundation

/// Waits until a condition holds; false if it does not for a minute.
func waitUntil(_ condition: () -> Bool) -> Bool {
  let end = Date().addingTimeInterval(60)
  while !condition() {
    if Date() > end { return false }
    Thread.sleep(forTimeInterval: 0.01)
  }
  return true
}
