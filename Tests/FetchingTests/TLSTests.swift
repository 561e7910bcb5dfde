import Fetching
import TestSupport
import Testing

@Suite("TLS", .enabled(if: TLSServer.isAvailable))
struct TLSTests {
  private func answer(
    _ server: TLSServer,
    host: String = "127.0.0.1",
    trusting file: String?
  ) async throws -> Result<HTTPResponse, FetchError> {
    var request = HTTPRequest(.get, try WebAddress("https://\(host):\(server.port)/"))
    request.policy = CurlTransportTests.loopback
    request.certificateAuthorityFile = file
    do throws(FetchError) { return .success(try await CurlTransport().send(request)) } catch {
      return .failure(error)
    }
  }

  private func failure(_ result: Result<HTTPResponse, FetchError>) -> TLSFailure? {
    guard case .failure(.tls(_, let failure, let reason)) = result, !reason.isEmpty else { return nil }
    return failure
  }

  @Test("a certificate that is trusted by file is taken")
  func trusted() async throws {
    let server = try TLSServer(.good)
    let response = try await answer(server, trusting: server.certificateFile).get()
    #expect(response.status == 200)
  }

  @Test("a certificate that nobody trusts, for another host, or expired is refused by name")
  func refused() async throws {
    let good = try TLSServer(.good)
    #expect(failure(try await answer(good, trusting: nil)) == .selfSigned)
    #expect(failure(try await answer(good, host: "localhost", trusting: good.certificateFile)) == .wrongHost)
    let expired = try TLSServer(.expired)
    #expect(failure(try await answer(expired, trusting: expired.certificateFile)) == .expired)
  }

  @Test("a file of authorities that is not there, or is none, is named")
  func badFile() async throws {
    let server = try TLSServer(.good)
    guard case .failure(.certificateFile("no such file")) = try await answer(server, trusting: "no such file")
    else {
      Issue.record("a missing file was not named")
      return
    }
    guard
      case .failure(.certificateFile("/etc/hostname")) = try await answer(server, trusting: "/etc/hostname")
    else {
      Issue.record("a file without certificates was not named")
      return
    }
  }
}
