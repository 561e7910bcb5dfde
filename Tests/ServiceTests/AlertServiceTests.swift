import Alerting
import Fetching
import Foundation
import Logging
import Model
import Pipeline
import Service
import Storage
import StoreSupport
import Synchronization
import TestSupport
import Testing
import Webhooks

/// Takes every message.
private struct WellTransport: Transport {
  func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    HTTPResponse(status: 204, url: request.url)
  }
}

/// How many rounds a service has done.
private final class Rounds: Sendable {
  let count = Mutex(0)

  /// Waits for so many more.
  func more(_ wanted: Int) async throws {
    let end = count.withLock { $0 } + wanted
    try await Patience.until { count.withLock(\.self) >= end }
  }
}

@Suite("The alarm bell", .timeLimit(.minutes(10)))
struct AlertServiceTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_772_438_400)

  init() throws {
    folder = try TemporaryFolder()
    path = try StoreForTests.place(in: folder)
    store = try Store(path: path)
    var endpoint = Endpoint(name: "ops", url: SecretURL("https://hooks.example/ops"))
    endpoint.signingKeys = [SigningKeyEntry(key: SigningKey.generate())]
    try store.addEndpoint(endpoint, at: noon)
    try store.addRule(name: "watch", text: "title contains mission", endpoints: ["ops"], at: noon)
  }

  /// A service that does one round and then only looks at others; with `rounds` it does one after the other, and counts them.
  private func service(counting rounds: Rounds? = nil) -> AlertService {
    let noon = noon
    let clock = ServiceClock(
      stamp: { noon },
      sleep: { seconds in
        let isRound = seconds >= 5
        if isRound { rounds?.count.withLock { $0 += 1 } }
        try? await Task.sleep(for: .seconds(isRound && rounds == nil ? 1_000 : 0.005))
      }
    )
    return AlertService(
      store: store,
      transport: WellTransport(),
      books: RuleBookCache(),
      clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
  }

  private func report(_ number: Int) throws {
    var article = Article(text: "Russia suspended its mission. Report \(number).")
    article.title = "A mission is suspended, \(number)"
    article.url = "https://outlet\(number).example/"
    let reading = ArticleReading(
      article: article,
      provenance: Provenance(hops: [], byteCount: 100),
      sentences: [],
      summary: Summary(sentences: [], scored: []),
      coding: EventCoding(events: [], rejected: [], isEscalatory: false, verdict: "test")
    )
    _ = try ReadArticle(reading: reading, filing: nil).save(in: store, at: noon)
  }

  @Test("a round shows rules what came, tells of it once, and says that there is something to deliver")
  func round() async throws {
    try report(1)
    let service = service()
    let round = try service.round()
    guard case .alert(let change) = try #require(round.news.first) else {
      Issue.record("\(round.news)")
      return
    }
    #expect(change.firing == RecordID(.firing, 1))
    #expect(change.outcome == .fired)
    #expect(round.hasMessages)
    let again = try service.round()
    #expect(again.news.isEmpty && !again.hasMessages)
    let told = Mutex(0)
    await service.deliver(within: 5) { _ in told.withLock { $0 += 1 } }
    #expect(told.withLock { $0 } == 1)
    #expect(try store.outbox.deliveries().map(\.state) == [.accepted])
  }

  @Test("a service that runs shows rules at once what it is told has come, and not at the next round")
  func roundNow() async throws {
    try report(1)
    let service = service()
    let running = Task { try await service.run() }
    for await news in service.news {
      guard case .alert(let change) = news else { continue }
      #expect(change.firing == RecordID(.firing, 1))
      break
    }
    // The first round is over, and the next is a thousand seconds away.
    try report(2)
    service.roundNow()
    for await news in service.news {
      guard case .alert(let change) = news else { continue }
      #expect(change.firing == RecordID(.firing, 2))
      break
    }
    running.cancel()
    try await running.value
  }

  @Test(
    "a service that runs tells of its own alerts and of those of other processes, delivers both, and ends when it is told to"
  )
  func running() async throws {
    try report(1)
    let (service, other) = (service(), service())
    let running = Task { try await service.run() }
    var seen: [String] = []
    for await news in service.news {
      switch news {
      case .alert(let change): seen.append("alert \(change.firing)")
      case .alertElsewhere(let line): seen.append("elsewhere \(line.id)")
      case .delivery(.closed(let claimed, let closing)):
        seen.append("\(closing.state.rawValue) f\(claimed.delivery.firing ?? 0)")
        if claimed.delivery.firing == 1 {
          try report(2)
          _ = try other.round()
        }
      default: seen.append("\(news)")
      }
      if seen.count == 4 { running.cancel() }
    }
    #expect(seen.prefix(2) == ["alert f1", "accepted f1"])
    // Over a server the message may have gone out before its alert is told here.
    #expect(seen.count == 4 && Set(seen.suffix(2)) == ["elsewhere f2", "accepted f2"], "\(seen)")
    try await running.value
  }

  @Test(
    "one look tells of all that another process fired meanwhile, however much it is",
    .enabled(if: !StoreForTests.isOnServer, "over a server the others are heard, and not looked for")
  )
  func manyElsewhere() async throws {
    for number in 1...45 { try report(number) }
    let (noon, other) = (noon, service())
    let looks = Mutex(0)
    let clock = ServiceClock(
      stamp: { noon },
      sleep: { seconds in
        // Between the first look and the second the other process does a round.
        let isFirst = looks.withLock { looks in
          if seconds < 1 { looks += 1 }
          return seconds < 1 && looks == 1
        }
        if isFirst {
          _ = try? other.round()
        } else {
          try? await Task.sleep(for: .seconds(1_000))
        }
      }
    )
    let service = AlertService(
      store: store,
      transport: WellTransport(),
      books: RuleBookCache(),
      clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      roles: []
    )
    let running = Task { try await service.run() }
    try await Patience.until { looks.withLock(\.self) >= 2 }
    running.cancel()
    try await running.value
    var told: [Int64] = []
    for await case .alertElsewhere(let line) in service.news { told.append(line.id.number) }
    #expect(told == Array(1...45))
  }

  @Test("what a command brings about in a round is told by it alone, though the service runs")
  func command() async throws {
    let service = service()
    let running = Task { try await service.run() }
    try report(1)
    let round = try service.round()
    #expect(round.news.count == 1)
    // Its message is delivered by the service that runs, which is the first that is heard of it.
    var first: DeskNews?
    for await news in service.news {
      first = news
      break
    }
    guard case .delivery(.closed) = first else {
      Issue.record("\(String(describing: first))")
      return
    }
    running.cancel()
    try await running.value
  }

  @Test("a store that fails is told of once, and asked again")
  func failing() async throws {
    let rounds = Rounds()
    let service = service(counting: rounds)
    let running = Task { try await service.run() }
    try await rounds.more(2)
    try StoreForTests.execute("ALTER TABLE alert_thread RENAME TO lost", at: path)
    try await rounds.more(10)
    running.cancel()
    try await running.value
    var failures = 0
    for await news in service.news { if case .rulesWait = news { failures += 1 } }
    #expect(failures == 1)
  }

  @Test("what is set aside is told of once")
  func setAside() throws {
    try report(1)
    try StoreForTests.execute("UPDATE article SET authors = 'x'", at: path)
    let service = service()
    guard case .setAside(let aside) = try #require(try service.round().news.first) else {
      Issue.record("nothing is set aside")
      return
    }
    #expect(aside.article == RecordID(.article, 1))
    #expect(try service.round().news.isEmpty)
  }
}
