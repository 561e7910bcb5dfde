import Feeds
import Foundation
import Watching

/// Many feeds on some hosts through virtual time: the decisions of the room, with answers made by rule, and a store of values.
///
/// The store keeps what the real one does: per watch its items, its next poll, its failures; per host its rest. What a process
/// has at work, and the manners of hosts, are lost when it is killed.
struct SimulatedDesk {
  /// How a feed answers.
  enum Habit: CaseIterable {
    case well, changingIds, futureDates, editing, dateless, serverError, timeOut, gone, refusing, garbage,
      flapping
    /// True where articles can be had from it.
    var tells: Bool { ![.serverError, .timeOut, .gone, .garbage].contains(self) }
    /// True where it answers whenever it is asked: what scrolls out of a feed that is down nobody can have.
    var isSteady: Bool { tells && ![.flapping, .refusing].contains(self) }
  }

  struct SimulatedFeed {
    var host: Int
    var habit: Habit
    /// Seconds between its articles.
    var gap: Double
  }

  /// What the store has of a watch.
  struct StoredWatch {
    var items: [String: KnownItem] = [:]
    /// The key of an address.
    var keys: [String: String] = [:]
    /// Addresses to be read, in the order in which they were found.
    var pending: [String] = []
    var nextPoll: Date
    var failures = 0
    var failingSince: Date?
    var told: String?
    var toldCount = 0
    var polls = 0
    var isFilled = false
    var isGone = false
    var lastShown = -1
    var lastNewAt: Date?
  }

  static let shownMax = 10
  let start: Date
  let limits = HostManners.Limits(gapSeconds: 1, requestsAtOnce: 2)
  private(set) var now: Date
  private(set) var feeds: [SimulatedFeed] = []
  private(set) var watches: [StoredWatch] = []
  private var manners: [Int: HostManners] = [:]
  private var rests: [Int: Date] = [:]
  private var random: SeededRandom
  /// Who is looked at in which second.
  private var wakes: [Int: [Int]] = [:]
  /// How often each article was stored.
  private(set) var reads: [String: Int] = [:]
  private(set) var readAgain = 0
  private(set) var requests = 0
  private(set) var pollCount = 0
  private(set) var worstGap = Double.infinity
  private var lastRequest: [Int: Date] = [:]
  private(set) var delays: [Double] = []

  init(feeds count: Int, hosts: Int, brokenShare: Double, seed: UInt64) {
    start = Date(timeIntervalSince1970: 1_700_000_000)
    now = start
    random = SeededRandom(state: seed)
    let broken = Habit.allCases.filter { $0 != .well }
    for number in 0..<count {
      let isBroken = Double(random.next() % 1_000) / 1_000 < brokenShare
      feeds.append(
        SimulatedFeed(
          host: number % hosts,
          habit: isBroken ? broken[Int(random.next() % UInt64(broken.count))] : .well,
          gap: 900 * pow(2, Double(random.next() % 6))
        )
      )
      let rhythm = PollRhythm(every: PollRhythm.standardEvery, seed: UInt64(number))
      watches.append(StoredWatch(nextPoll: rhythm.first(from: start)))
      wake(number)
    }
  }

  // MARK: The web

  private func latest(_ feed: SimulatedFeed) -> Int { Int(now.timeIntervalSince(start - 43_200) / feed.gap) }

  /// The articles that a feed shows now, the newest first, by their numbers.
  private func shown(_ feed: SimulatedFeed) -> [Int] {
    let last = latest(feed)
    return (max(0, last - Self.shownMax + 1)...max(last, 0)).reversed()
  }

  private func published(_ number: Int, _ feed: SimulatedFeed) -> Date {
    start - 43_200 + Double(number) * feed.gap
  }

  private mutating func items(of place: Int) -> [ShownItem] {
    let feed = feeds[place]
    let salt = random.next()
    return shown(feed).enumerated().map { position, number in
      let url = "https://h\(feed.host).example/f\(place)/\(number)"
      return ShownItem(
        key: feed.habit == .changingIds ? "\(url)?\(salt)" : url,
        url: url,
        title: nil,
        publishedAt: [.dateless, .futureDates].contains(feed.habit) ? nil : published(number, feed),
        isDatedAhead: feed.habit == .futureDates,
        fingerprint: feed.habit == .editing ? "\(salt)" : "same",
        place: position
      )
    }
  }

  // MARK: One process

  /// Runs until a moment, at the end of which the process is killed: what it has at work is lost, what it wrote is not.
  mutating func run(until end: Date) {
    manners = rests.mapValues { HostManners(restsUntil: $0) }
    while now < end {
      look()
      now += 1
    }
  }

  /// Looks at the watches whose moment has come: those that find their host at work are looked at again in a second.
  private mutating func look() {
    guard let places = wakes.removeValue(forKey: Int(now.timeIntervalSince(start))) else { return }
    for place in places where !watches[place].isGone {
      // Now and then the process dies between the answer and the store.
      if watches[place].nextPoll <= now {
        if request(feeds[place].host), random.next() % 500 != 0 { poll(place) }
      } else if let url = watches[place].pending.first, request(feeds[place].host), random.next() % 500 != 0 {
        read(url, of: place)
      }
      wake(place)
    }
  }

  private mutating func wake(_ place: Int) {
    let isWaiting = !watches[place].pending.isEmpty || watches[place].nextPoll <= now
    let next = isWaiting ? now + 1 : watches[place].nextPoll
    wakes[Int(next.timeIntervalSince(start).rounded(.up)), default: []].append(place)
  }

  /// True where a host may be asked now; then it is.
  private mutating func request(_ host: Int) -> Bool {
    var one = manners[host] ?? HostManners()
    guard let opening = one.opening(at: now, limits), opening <= now else { return false }
    one.begin(at: now, limits)
    if let last = lastRequest[host] { worstGap = min(worstGap, now.timeIntervalSince(last)) }
    lastRequest[host] = now
    requests += 1
    one.end(status: 200, retryAfterSeconds: nil, at: now)
    manners[host] = one
    return true
  }

  private mutating func poll(_ place: Int) {
    pollCount += 1
    let feed = feeds[place]
    let rhythm = PollRhythm(every: PollRhythm.standardEvery, seed: UInt64(place))
    watches[place].polls += 1
    let isDown = feed.habit == .flapping && Int(now.timeIntervalSince(start)) / 7_200 % 2 == 1
    if !feed.habit.tells || isDown || feed.habit == .refusing && random.next() % 10 == 0 {
      var wait: Double?
      if feed.habit == .refusing {
        wait = 1_800
        manners[feed.host]?.begin(at: now, HostManners.Limits(gapSeconds: 0))
        manners[feed.host]?.end(status: 429, retryAfterSeconds: wait, at: now)
        rests[feed.host] = manners[feed.host]?.restsUntil
      }
      watches[place].failures += 1
      watches[place].failingSince = watches[place].failingSince ?? now
      watches[place].isGone = feed.habit == .gone
      watches[place].nextPoll = rhythm.next(
        afterFailureAt: now,
        failures: watches[place].failures,
        wait: wait,
        polls: watches[place].polls
      )
    } else {
      take(place, rhythm)
    }
    let trouble = WatchTrouble.of(
      failingSince: watches[place].failingSince,
      failure: "it fails",
      lastNewAt: watches[place].lastNewAt,
      usualGapSeconds: feed.gap,
      isGone: watches[place].isGone,
      at: now
    )
    if let word = trouble?.word, word != watches[place].told { watches[place].toldCount += 1 }
    watches[place].told = trouble?.word
  }

  private mutating func take(_ place: Int, _ rhythm: PollRhythm) {
    let feed = feeds[place]
    (watches[place].failures, watches[place].failingSince) = (0, nil)
    let isSame = watches[place].lastShown == latest(feed)
    let isSteady = ![.changingIds, .editing].contains(feed.habit)
    // An answer of the same bytes is not read.
    if !isSame || !isSteady {
      var ledger = ItemLedger(watches[place].items.values.sorted { $0.key < $1.key })
      let items = items(of: place)
      let decisions = ledger.decide(items, firstCount: watches[place].isFilled ? nil : 5, at: now)
      for (item, decision) in zip(items, decisions) { write(item, decision, place) }
      watches[place].isFilled = true
      watches[place].lastShown = latest(feed)
    }
    let dates = [.dateless, .futureDates].contains(feed.habit) ? [] : shown(feed).map { published($0, feed) }
    watches[place].nextPoll = rhythm.next(
      after: now,
      polls: watches[place].polls,
      wish: .init(usualGapSeconds: PollRhythm.usualGap(dates, at: now), lastNewAt: watches[place].lastNewAt)
    )
  }

  private mutating func write(_ item: ShownItem, _ decision: ItemLedger.Decision, _ place: Int) {
    guard let url = item.url else { return }
    switch decision {
    case .isKnown, .returns: break
    case .read, .pass:
      watches[place].items[item.key] = KnownItem(
        key: item.key,
        url: url,
        title: nil,
        publishedAt: item.publishedAt,
        fingerprint: item.fingerprint,
        firstSeenAt: now,
        isPending: decision == .read,
        isPassed: decision == .pass
      )
      watches[place].keys[url] = item.key
      if decision == .read {
        watches[place].pending.append(url)
        watches[place].lastNewAt = now
      }
    case .readAgain(let key):
      watches[place].items[key]?.fingerprint = item.fingerprint
      watches[place].items[key]?.isPending = true
      watches[place].pending.append(url)
    }
  }

  private mutating func read(_ url: String, of place: Int) {
    watches[place].pending.removeAll { $0 == url }
    guard let key = watches[place].keys[url] else { return }
    if watches[place].items[key]?.reads == 0 {
      reads[url, default: 0] += 1
      if let moment = watches[place].items[key]?.publishedAt {
        delays.append(now.timeIntervalSince(max(moment, start)))
      }
    } else {
      readAgain += 1
    }
    watches[place].items[key]?.reads += 1
    watches[place].items[key]?.readAt = now
    watches[place].items[key]?.isPending = false
  }

  /// The articles that came out within a span and were shown by feeds that can be had: all must have been read.
  func expected(from first: Date, until last: Date) -> Set<String> {
    var urls: Set<String> = []
    for (place, feed) in feeds.enumerated() where feed.habit.isSteady {
      let numbers = Int(first.timeIntervalSince(start - 43_200) / feed.gap) + 1
      var number = numbers
      while published(number, feed) <= last {
        urls.insert("https://h\(feed.host).example/f\(place)/\(number)")
        number += 1
      }
    }
    return urls
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
