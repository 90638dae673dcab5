import Dataset
import Domain
import Foundation
import HTTP
import Learning
import TestSupport
import Testing

@testable import BuiltInService

struct ModelServiceTests {
  private func service(payloadInMB: Int = 6) throws -> ModelService {
    ModelService(try SampleModel.model(), concurrency: 2, payloadInMB: payloadInMB)
  }

  private func ask(
    _ method: String, _ path: String, _ body: String = "", type: String? = nil,
    of service: ModelService? = nil
  ) throws -> (status: Int, text: String, response: HTTPResponse) {
    var headers = HTTPHeaders()
    if let type { headers.add("Content-Type", type) }
    let response = try (service ?? self.service()).respond(
      to: HTTPRequest(method: method, path: path, headers: headers, body: Array(body.utf8)))
    return (response.status, String(decoding: response.body, as: UTF8.self), response)
  }

  @Test("The service answers the ping, and announces its execution parameters")
  func health() throws {
    #expect(try ask("GET", "/ping").status == 200)
    let parameters = try ask("GET", "/execution-parameters")
    let json = try JSONSerialization.jsonObject(with: Data(parameters.text.utf8)) as? [String: Any]
    #expect(json?["MaxConcurrentTransforms"] as? Int == 2)
    #expect(json?["BatchStrategy"] as? String == "MULTI_RECORD")
    #expect(json?["MaxPayloadInMB"] as? Int == 6)
  }

  @Test(
    "The service answers each line with a line, as predict does",
    arguments: [nil, "application/jsonlines", "Application/JSONLines; charset=utf-8"])
  func invocations(type: String?) throws {
    let body = "{\"source\": \"Fed holds rates\", \"k\": 1}\n{\"source\": \"New film\"}"
    let answer = try ask("POST", "/invocations", body, type: type)
    #expect(answer.status == 200)
    #expect(answer.response.contentType == "application/jsonlines")
    var predictor = LinePredictor(try SampleModel.model())
    var expected: [UInt8] = []
    for line in body.split(separator: "\n") {
      let fault = Array(line.utf8).withUnsafeBufferPointer {
        predictor.answer($0, appendingTo: &expected)
      }
      #expect(fault == nil)
    }
    #expect(answer.response.body == expected)
  }

  @Test("A request with bad lines is refused with the reason of each")
  func badLines() throws {
    let body = "{\"source\": \"a\"}\n{\"source\": 1}\n{\"source\": \"b\"}\nnonsense\n"
    let answer = try ask("POST", "/invocations", body)
    #expect(answer.status == 400)
    #expect(
      answer.text == """
        line 2: “source” must be a string
        line 4: not a JSON object; it must begin with { and end with }

        """)
  }

  @Test("An empty request is refused with what to send")
  func empty() throws {
    #expect(try ask("POST", "/invocations").status == 400)
    #expect(try ask("POST", "/invocations", "\n").text.contains("line 1: an empty line"))
  }

  @Test("Other content types, paths and methods are refused with 415, 404 and 405")
  func others() throws {
    let form = try ask("POST", "/invocations", "a=b", type: "application/x-www-form-urlencoded")
    #expect(form.status == 415 && form.text.contains("application/jsonlines"))
    #expect(try ask("GET", "/").status == 404)
    #expect(try ask("GET", "/invocations").response.allow == "POST")
    #expect(try ask("DELETE", "/ping").status == 405)
  }

  @Test("A request whose answer would be too large is refused")
  func answerTooLarge() throws {
    let line = "{\"source\": \"\"}\n"
    let service = try service(payloadInMB: 1)
    let answer = try ask(
      "POST", "/invocations", String(repeating: line, count: 200_000), of: service)
    #expect(answer.status == 413 && answer.text.contains("fewer lines"))
  }

  @Test("LoopbackClient gets the service's answers through HTTPServer")
  func behindServer() async throws {
    let service = try service()
    let server = try HTTPServer(bind: "127.0.0.1", port: 0)
    Thread.detachNewThread { server.run(service.respond) }
    defer { server.stop() }
    let port = try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
    let client = LoopbackClient(.port(port), path: "/invocations")
    for title in try SampleHeadlines(count: 60).texts {
      let line = "{\"source\": \(String(decoding: JSONString.encode(title), as: UTF8.self))}"
      let expected = try ask("POST", "/invocations", line, of: service)
      let reply = try await client.post(Array(line.utf8), limit: 1 << 20, seconds: 30)
      #expect(reply == HTTPReply(status: 200, body: expected.response.body))
    }
  }
}
