import Foundation

/// Whether the tests run under a sanitizer (`Tests/Sanitizers/run`), which makes them slower and larger.
package let isSanitized = ProcessInfo.processInfo.environment["WINNOW_SANITIZED"] != nil
