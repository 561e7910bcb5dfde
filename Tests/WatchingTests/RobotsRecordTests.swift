import Fetching
import Foundation
import Model
import Synchronization
import Testing
import Watching

@Suite("What an answer to /robots.txt means")
struct RobotsRecordTests {
  let now = Date(timeIntervalSince1970: 1_700_000_000)
  private static let url = "https://a.example/robots.txt"

  private func answer(
    _ text: String,
    _ headers: [HeaderField] = []
  ) throws -> Result<FetchedResource, FetchError> {
    let address = try WebAddress(Self.url)
    let response = HTTPResponse(
      status: 200,
      headers: HTTPHeaders(headers),
      body: Array(text.utf8),
      url: address
    )
    return .success(FetchedResource(requested: address, hops: [], response: response, validators: nil))
  }

  private static let hop = RedirectHop(from: url, status: 301, to: url + "2")

  @Test(
    "client errors and redirects without an end allow all, failures nothing",
    arguments: [
      (FetchError.status(404, url: url, retryAfterSeconds: nil), true),
      (.status(401, url: url, retryAfterSeconds: nil), true),
      (.status(403, url: url, retryAfterSeconds: nil), true),
      (.status(410, url: url, retryAfterSeconds: nil), true),
      (.status(400, url: url, retryAfterSeconds: nil), true),
      (.tooManyRedirects([hop], limit: 5), true), (.redirectLoop([hop]), true),
      (.badRedirect(status: 302, from: url, location: nil), true),
      (.status(500, url: url, retryAfterSeconds: nil), false),
      (.status(503, url: url, retryAfterSeconds: 9), false),
      (.hostNotFound("a.example"), false),
      (.connectionFailed(host: "a.example", port: 443, reason: "refused"), false),
    ] as [(FetchError, Bool)]
  )
  func failures(error: FetchError, isAllowed: Bool) {
    let record = RobotsRecord(.failure(error), after: nil, at: now)
    #expect(record.file?.verdict(on: "/x", for: "Tocsin").isAllowed ?? false == isAllowed)
  }

  @Test("five redirects are followed, as the request says")
  func redirects() throws {
    let request = try RobotsRequest.make(for: try WebAddress("https://a.example/deep/page?x"))
    #expect(request.url.text == Self.url)
    #expect(request.limits.redirectsMax == 5)
    #expect(request.bodyExcess == .isDropped)
  }

  @Test(
    "an answer holds for a day at most and an hour at least, by its headers between",
    arguments: [
      (nil, 86_400), ("max-age=7200", 7_200), ("public, max-age=999999", 86_400), ("no-store", 3_600),
      ("max-age=60", 3_600), ("max-age=soon", 86_400),
    ] as [(String?, Double)]
  )
  func expiry(header: String?, seconds: Double) throws {
    let headers = header.map { [HeaderField("Cache-Control", $0)] } ?? []
    #expect(RobotsRecord(try answer("", headers), after: nil, at: now).expiresAt == now + seconds)
  }

  @Test(
    "while a site is unreachable its last file counts, and after thirty days nothing is forbidden any more"
  )
  func unreachable() throws {
    let failure = Result<FetchedResource, FetchError>.failure(.hostNotFound("a.example"))
    let file = RobotsRecord(try answer("user-agent: *\ndisallow: /x"), after: nil, at: now)
    let failed = RobotsRecord(failure, after: file, at: now + 86_400)
    #expect(failed.answer == .unreachable)
    #expect(failed.file?.verdict(on: "/x", for: "A").isAllowed == false)
    #expect(failed.file?.verdict(on: "/y", for: "A").isAllowed == true)
    let still = RobotsRecord(failure, after: failed, at: now + 20 * 86_400)
    #expect(still.unreachableSince == now + 86_400)
    let after = RobotsRecord(failure, after: still, at: now + 32 * 86_400)
    #expect(after.file?.verdict(on: "/x", for: "A").isAllowed == true)
  }

  final class Memory: RobotsMemory {
    let records = Mutex<[String: RobotsRecord]>([:])
    func robots(of origin: String) -> RobotsRecord? { records.withLock { $0[origin] } }
    func keep(_ record: RobotsRecord, of origin: String) { records.withLock { $0[origin] = record } }
  }

  @Test(
    "a site's file is asked for once however many ask, by the next process not at all, and again when it is old"
  )
  func gate() async throws {
    let memory = Memory()
    let count = Mutex(0)
    let moment = Mutex(now)
    let result = try answer("user-agent: tocsin\ndisallow: /private\ncrawl-delay: 3")
    let gate = {
      RobotsGate(agent: "Tocsin", memory: memory, now: { moment.withLock { $0 } }) { _ throws(FetchError) in
        count.withLock { $0 += 1 }
        return try result.get()
      }
    }
    let first = gate()
    let urls = try ["/a", "/private/b", "/c"].map { try WebAddress("https://a.example\($0)") }
    let verdicts = await withTaskGroup(of: (Int, Bool).self) { group in
      for (place, url) in urls.enumerated() {
        group.addTask { (place, await first.verdict(on: url).isAllowed) }
      }
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    #expect(verdicts == [0: true, 1: false, 2: true])
    #expect(await first.verdict(on: urls[1]).reason == "robots.txt, line 2: Disallow: /private")
    #expect(await gate().verdict(on: urls[0]).delaySeconds == 3)
    #expect(count.withLock { $0 } == 1)
    moment.withLock { $0 += 90_000 }
    _ = await first.verdict(on: urls[0])
    #expect(count.withLock { $0 } == 2)
  }
}
