import Foundation
import Model
import Pipeline
import Storage
import Text

/// A store's file with bytes changed: four bytes of an input are one change, three for the place and one for the value.
enum StoreTarget {
  private static let key = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
  private static let now = Date(timeIntervalSince1970: 1_772_438_400)
  private static let path =
    NSTemporaryDirectory() + "tocsin-fuzz-\(ProcessInfo.processInfo.processIdentifier).sqlite"
  private static let whole: [UInt8] = {
    do { return try filled() } catch { fatalError("no store to begin with: \(error)") }
  }()

  static func run(_ bytes: [UInt8]) {
    var changed = whole
    for change in stride(from: 0, to: min(bytes.count - 3, 64), by: 4) {
      let place = bytes[change..<change + 3].reduce(0) { $0 << 8 | Int($1) }
      changed[place % changed.count] ^= bytes[change + 3]
    }
    for suffix in ["-wal", "-shm", "-lock"] { unlink(path + suffix) }
    guard (try? Data(changed).write(to: URL(fileURLWithPath: path))) != nil else { return }
    read()
  }

  /// What cannot be read throws, and no error holds a key.
  private static func read() {
    attempt {
      let store = try Store(path: path)
      for step in steps { attempt { try step(store) } }
    }
  }

  private static let steps: [@Sendable (Store) throws -> Void] = [
    { _ = try $0.health(at: now) }, { _ = try $0.damage() }, { _ = try $0.articles.counts() },
    { _ = try $0.articles.lines(ArticleQuery()) }, { _ = try $0.articles.article(1) },
    { _ = try $0.articles.events(EventQuery()) },
    { _ = try $0.alerts.rules() }, { _ = try $0.outbox.endpoints() }, { _ = try $0.outbox.deliveries() },
    { _ = try $0.outbox.delivery(1) },
    { _ = try $0.alerts.firings(FiringQuery()) }, { _ = try $0.alerts.firing(1) },
    { _ = try $0.alerts.decisions(about: 1) },
    { _ = try $0.stories.lines(StoryQuery()) }, { _ = try $0.stories.members(of: 1) },
    { _ = try $0.alerts.heartbeat() },
    { _ = try $0.alerts.silences(endingAfter: .distantPast) }, { _ = try $0.alerts.definitions() },
    { _ = try RulesExchange(store: $0).export(now: now) },
    { _ = try RuleEvaluation(store: $0).drain(at: now + 7_200, due: now) },
    { _ = try HeartbeatSender(store: $0).beat(at: now + 7_200, due: now) },
    { store in
      var claim = DeliveryClaim(
        owner: "fuzz",
        now: now,
        leaseUntil: now + 60,
        abandonedBefore: now - 300,
        limit: 9,
        perEndpointLimit: 4,
        perOriginLimit: 6
      )
      claim.endedOwner = nil
      _ = try store.claimDeliveries(claim)
    },
  ]

  private static func attempt(_ body: () throws -> Void) {
    do { try body() } catch { precondition(!"\(error)".contains("whsec"), "an error holds a key") }
  }

  /// A store with an article whose event fired, a message, and most of what else there is.
  private static func filled() throws -> [UInt8] {
    let store = try Store(path: path)
    var endpoint = Endpoint(name: "desk", url: SecretURL("https://desk.example/in"))
    endpoint.signingKeys = [SigningKeyEntry(key: Secret(key))]
    try store.addEndpoint(endpoint, at: now)
    try store.addRule(name: "r", text: "title contains mission for 10m", endpoints: ["desk"], at: now)
    try store.addRule(name: "s", text: "title contains mission", endpoints: ["desk"], at: now)
    for number in 1...2 {
      var article = Article(text: "Russia suspended its mission to NATO on Monday. Number \(number).")
      article.title = "The mission is suspended"
      article.url = "https://a.example/\(number)"
      article.language = "en"
      let analysis = Analyser().analyse(article)
      let reading = ArticleReading(
        article: analysis.article,
        provenance: Provenance(hops: [], byteCount: 1),
        sentences: analysis.document.sentences.map(\.range),
        summary: analysis.summary ?? Summary(sentences: [], scored: []),
        coding: analysis.coding ?? EventCoding(events: [], rejected: [], isEscalatory: false, verdict: "")
      )
      _ = try ReadArticle(reading: reading, filing: nil).save(in: store, at: now)
      if number == 1 { _ = try RuleEvaluation(store: store).drain(at: now, due: now) }
    }
    try store.setHeartbeat(Heartbeat(everySeconds: 3_600, endpoints: ["desk"], nextAt: now))
    try store.define(StoredDefinition(name: "them", members: ["Russia"]))
    _ = try store.addSilence(matcher: "severity below 1", from: now, until: now + 900, comment: "")
    let copy = path + ".copy"
    unlink(copy)
    _ = try store.backUp(to: copy)
    defer { unlink(copy) }
    return Array(try Data(contentsOf: URL(fileURLWithPath: copy)))
  }
}
