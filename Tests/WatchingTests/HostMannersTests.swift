import Fetching
import Foundation
import Model
import Synchronization
import TestSupport
import Testing
import Watching

@Suite("The manners of a host")
struct HostMannersTests {
  let limits = HostManners.Limits(gapSeconds: 2, requestsAtOnce: 2)
  let start = Date(timeIntervalSince1970: 1_700_000_000)

  @Test("requests begin a gap apart, and no more than may are at work at once")
  func gapAndPlaces() {
    var manners = HostManners()
    #expect(manners.opening(at: start, limits) == start)
    manners.begin(at: start)
    #expect(manners.opening(at: start + 0.5, limits) == start + 2)
    manners.begin(at: start + 2)
    #expect(manners.opening(at: start + 9, limits) == nil)
    manners.end(status: 200, retryAfterSeconds: nil, at: start + 10)
    #expect(manners.opening(at: start + 10, limits) == start + 10)
  }

  @Test(
    "a refusal brings rest: as long as the host asks, else longer each time",
    arguments: [(429, 60.0, 60.0), (503, nil, 30), (503, 7_200, 7_200), (200, 60, 0), (500, 60, 0)]
      as [(Int, Double?, Double)]
  )
  func rest(status: Int, wish: Double?, seconds: Double) {
    var manners = HostManners()
    manners.begin(at: start)
    manners.end(status: status, retryAfterSeconds: wish, at: start)
    #expect(manners.opening(at: start, HostManners.Limits(gapSeconds: 0)) == start + seconds)
  }

  @Test("refusals in a row double the rest up to an hour, and one answer ends that")
  func growingRest() {
    var manners = HostManners()
    var rests: [Double] = []
    for _ in 0..<9 {
      manners.begin(at: start)
      let before = manners.restsUntil
      manners.end(status: 503, retryAfterSeconds: nil, at: max(before, start))
      rests.append(manners.restsUntil.timeIntervalSince(max(before, start)))
    }
    #expect(rests == [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600])
    manners.begin(at: start)
    manners.end(status: 200, retryAfterSeconds: nil, at: start)
    #expect(manners.refusals == 0)
  }

  @Test("a gap that robots.txt asks for counts where it is longer")
  func robotsDelay() {
    var manners = HostManners()
    manners.delaySeconds = 10
    manners.begin(at: start)
    #expect(manners.opening(at: start, limits) == start + 10)
  }
}

@Suite("All who ask of a host")
struct PoliteTransportTests {
  /// Answers at once, and notes when what was asked.
  final class Recorder: Transport {
    let asked = Mutex<[(host: String, at: Date)]>([])
    let clock: ManualClock
    let answer: @Sendable (WebAddress) -> HTTPResponse

    init(clock: ManualClock, answer: @escaping @Sendable (WebAddress) -> HTTPResponse) {
      self.clock = clock
      self.answer = answer
    }

    func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
      asked.withLock { $0.append((request.url.host, clock.now)) }
      return answer(request.url)
    }
  }

  final class Memory: HostMemory {
    let rests = Mutex<[String: Date]>([:])
    func rest(of host: String) -> Date? { rests.withLock { $0[host] } }
    func keepRest(of host: String, until: Date) { rests.withLock { $0[host] = until } }
  }

  private func polite(_ recorder: Recorder) -> PoliteTransport {
    let clock = recorder.clock
    return PoliteTransport(
      recorder,
      limits: HostManners.Limits(gapSeconds: 1, requestsAtOnce: 2),
      clock: PoliteTransport.Clock(now: { clock.now }, sleep: { clock.advance($0) })
    )
  }

  @Test(
    "wait for the gap of a host that a process before them may have asked, and for one that its robots.txt asks for"
  )
  func earlierProcess() async throws {
    let clock = ManualClock()
    let recorder = Recorder(clock: clock) { HTTPResponse(status: 200, url: $0) }
    let transport = polite(recorder)
    let start = clock.now
    transport.goOn(from: start)
    transport.keep(delaySeconds: 5, of: "two.example:443")
    for host in ["one.example", "two.example"] {
      _ = try await transport.send(HTTPRequest(.get, try WebAddress("https://\(host)/")))
    }
    #expect(recorder.asked.withLock { $0.map { $0.at.timeIntervalSince(start) } } == [1, 5])
  }

  @Test("wait for its gap, one after another, and not for that of another host")
  func gap() async throws {
    let clock = ManualClock()
    let recorder = Recorder(clock: clock) { HTTPResponse(status: 200, url: $0) }
    let transport = polite(recorder)
    for path in ["a", "b", "c"] {
      _ = try await transport.send(HTTPRequest(.get, try WebAddress("https://one.example/\(path)")))
    }
    let last = clock.now
    _ = try await transport.send(HTTPRequest(.get, try WebAddress("https://two.example/")))
    let times = recorder.asked.withLock { $0.filter { $0.host == "one.example" }.map(\.at) }
    #expect(zip(times, times.dropFirst()).allSatisfy { $1.timeIntervalSince($0) >= 1 })
    #expect(clock.now == last)
  }

  @Test("share its rest: who would wait long is told, by another process too, until it is over")
  func rest() async throws {
    let clock = ManualClock()
    let memory = Memory()
    let recorder = Recorder(clock: clock) { url in
      HTTPResponse(status: 429, headers: HTTPHeaders([HeaderField("Retry-After", "120")]), url: url)
    }
    let request = HTTPRequest(.get, try WebAddress("https://one.example/"))
    let transport = polite(recorder)
    transport.remember(by: memory)
    _ = try await transport.send(request)
    await #expect(throws: FetchError.hostRests(host: "one.example:443", seconds: 120)) {
      try await transport.send(request)
    }
    let other = polite(recorder)
    other.remember(by: memory)
    await #expect(throws: FetchError.hostRests(host: "one.example:443", seconds: 120)) {
      try await other.send(request)
    }
    clock.advance(121)
    _ = try await other.send(request)
    #expect(recorder.asked.withLock { $0.count } == 2)
  }
}
