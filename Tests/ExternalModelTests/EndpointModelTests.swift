import Dataset
import Domain
import ExternalModel
import Foundation
import Learning
import TestSupport
import Testing

@Suite(.enabled(if: ModelFixture.hasPython, "python3 is missing"))
struct EndpointModelTests {
  @Test("An address is asked like a container, and cannot be trained")
  func predict() throws {
    let fixture = try ModelFixture()
    let owner = try fixture.container(
      serve: Scripts.serve + """
        open("port", "w").write(os.environ["SAGEMAKER_BIND_TO_PORT"])
        run()
        """)
    try owner.withService(from: fixture.work) { _ in
      let port = try fixture.folder.read("box/port")
      let model = try fixture.model(.endpoint("http://127.0.0.1:\(port)/invocations"))
      #expect(!model.isTrained)
      #expect(try model.predict(["a", "ab"], from: fixture.work).bestLabels == [1, 2])
      #expect(throws: ModelFailure.self) {
        try model.train(ModelFixture.data, in: fixture.work)
      }
    }
  }

  @Test("An address without a service, and a malformed one, are reported")
  func nobody() throws {
    let fixture = try ModelFixture()
    let lonely = try fixture.model(.endpoint("http://127.0.0.1:1/invocations"))
    let failure = #expect(throws: ModelFailure.self) {
      try lonely.predict(["a"], from: fixture.work)
    }
    #expect(failure?.reason.contains("it cannot be reached") == true)
    #expect(failure?.reason.contains("4 times") == true)
    for address in ["", "ftp://host/x", "invocations", "http://"] {
      #expect(throws: ModelFailure.self) {
        try fixture.model(.endpoint(address)).predict(["a"], from: fixture.work)
      }
    }
  }
}
