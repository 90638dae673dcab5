/// A worker at a screen.
package struct WorkerSession: Sendable, Equatable {
  package let id: Int64
  package let worker: String

  package init(id: Int64, worker: String) {
    self.id = id
    self.worker = worker
  }
}
