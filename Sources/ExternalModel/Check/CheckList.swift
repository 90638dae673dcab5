/// The checks made so far; skips those that an earlier failure has made meaningless.
final class CheckList {
  private(set) var checks: [ContractCheck] = []
  private var blocked: [ContractCheck.Name: ContractCheck.Name] = [:]
  private let report: (ContractCheck) -> Void

  init(report: @escaping (ContractCheck) -> Void) {
    self.report = report
  }

  /// Returns whether a check was made and passed.
  func hasPassed(_ name: ContractCheck.Name) -> Bool {
    checks.contains { if case .passed = $0.outcome { $0.name == name } else { false } }
  }

  func isMade(_ name: ContractCheck.Name) -> Bool { checks.contains { $0.name == name } }

  func isBlocked(_ name: ContractCheck.Name) -> Bool { blocked[name] != nil }

  /// Makes a check, unless one that it needs failed or was skipped for that reason.
  ///
  /// An error that `body` throws is a failure, its description the reason.
  func check(
    _ name: ContractCheck.Name, needs: [ContractCheck.Name] = [],
    _ body: () throws -> ContractCheck.Outcome
  ) {
    if let cause = needs.lazy.compactMap({ [blocked] in blocked[$0] }).first {
      blocked[name] = cause
      return add(name, .skipped("“\(cause.rawValue)” failed"))
    }
    do {
      add(name, try body())
    } catch {
      add(name, .failed("\(error)"))
    }
  }

  private func add(_ name: ContractCheck.Name, _ outcome: ContractCheck.Outcome) {
    let check = ContractCheck(name, outcome)
    checks.append(check)
    if check.isFailed { blocked[name] = name }
    report(check)
  }
}
