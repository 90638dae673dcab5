import Foundation
import TestSupport
import Testing

@testable import ExternalModel

struct DockerCallTests {
  @Test("Docker runs serve with the tree, a loopback port, the memory limit and the variables")
  func arguments() {
    let call = DockerCall(
      image: "name:tag", verb: "serve", name: "winnow-1", tree: "/p/ml",
      variables: ["B": "2", "A": "1 x"], hostPort: 4000, memoryMB: 512)
    #expect(
      call.arguments == [
        "run", "--rm", "--init", "--name", "winnow-1", "--volume", "/p/ml:/opt/ml", "--publish",
        "127.0.0.1:4000:8080", "--memory", "512m", "--memory-swap", "512m", "--env", "A=1 x",
        "--env", "B=2", "name:tag", "serve",
      ])
    #expect(DockerCall.removal(name: "winnow-1") == ["rm", "--force", "winnow-1"])
  }

  @Test("A container that cannot be removed is named in the program's log, with the reason")
  func notRemoved() throws {
    let folder = try TemporaryFolder()
    let docker = try folder.write("docker", "#!/bin/sh\necho no daemon here >&2\nexit 1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: docker)
    let log = try folder.write("train.log", "training\n")
    let start = ContainerStart(
      call: ProgramCall(
        name: "train", program: docker, arguments: [], folder: folder.url.path, log: log),
      docker: DockerCall(
        image: "i", verb: "train", name: "winnow-1", tree: "/t", variables: [:], hostPort: nil,
        memoryMB: nil))
    start.cleanUp(
      ProgramRun.Outcome(
        ending: .signalled(SIGKILL), stopReason: .timeLimit,
        stop: StopOutcome(stopSeconds: 10, ignoredTerminate: true),
        log: try CappedLog(path: nil)))
    let lines = try folder.read("train.log").split(separator: "\n")
    #expect(lines.first == "training")
    #expect(lines.last?.contains("winnow-1 is not removed") == true)
    #expect(lines.last?.contains("no daemon here") == true)
  }

  @Test("Docker runs train without a port, and without a memory limit if there is none")
  func training() {
    let call = DockerCall(
      image: "i", verb: "train", name: "n", tree: "/t", variables: [:], hostPort: nil,
      memoryMB: nil)
    #expect(
      call.arguments == [
        "run", "--rm", "--init", "--name", "n", "--volume", "/t:/opt/ml", "i", "train",
      ])
  }

  @Test("Without Docker the message says what to do")
  func noDocker() {
    let failure = #expect(throws: ModelFailure.self) {
      try DockerCall.program(image: "name:tag", path: "/nowhere")
    }
    #expect(failure?.reason.contains("needs Docker, which this machine lacks") == true)
    #expect(failure?.reason.contains("Container") == true)
    #expect(DockerCall.reason(code: 125, image: "i", verb: "train")?.contains("daemon") == true)
    #expect(DockerCall.reason(code: 127, image: "i", verb: "train")?.contains("no program") == true)
    #expect(DockerCall.reason(code: 1, image: "i", verb: "train") == nil)
  }
}
