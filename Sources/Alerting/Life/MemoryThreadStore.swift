package import Foundation
internal import HeapModule
package import Model

/// Threads in memory, for the replay of a past: no step costs more because more threads are kept.
package final class MemoryThreadStore: ThreadStore {
  private var rules: [Int64: RuleThreads] = [:]
  private var wakes = WakeQueue()

  /// An empty store.
  package init() {}

  /// The thread of a key; nil where none was saved.
  package func thread(rule: Int64, key: String) -> AlertThread? { rules[rule]?.byKey[key] }

  /// The nearest thread in days that has this act and no story; nil where none is near enough.
  package func thread(rule: Int64, act: ActKey) -> AlertThread? { rules[rule]?.thread(of: act) }

  /// Threads of a rule that alerted at the moment or later, or are open: the latest first, at most
  /// `AlertThread.toldMax`.
  package func threads(ofRule rule: Int64, toldSince moment: Date?) -> [AlertThread] {
    rules[rule]?.told(since: moment) ?? []
  }

  /// Always nil: nothing is forgotten here.
  package func lastEpisode(rule: Int64, key: String) -> Int? { nil }

  /// Keeps a thread over what was there, and when time is to look at it again; nil for never.
  package func save(_ thread: AlertThread, wakeAt: Date?) {
    rules[thread.rule, default: RuleThreads()].save(thread)
    wakes.set(WakeQueue.Key(rule: thread.rule, key: thread.key), at: wakeAt)
  }

  /// The thread that time changes next, at this moment or before it.
  package func due(through moment: Date) -> (thread: AlertThread, at: Date)? {
    guard let (key, at) = wakes.next(through: moment), let thread = rules[key.rule]?.byKey[key.key] else {
      return nil
    }
    return (thread, at)
  }
}

/// The threads of one rule, by key, by act and by when they alerted.
private struct RuleThreads {
  private(set) var byKey: [String: AlertThread] = [:]
  /// Keys of threads without a story, by the act of their first matter.
  private var byAct: [String: [CalendarDay: Set<String>]] = [:]
  private var acts: [String: ActKey] = [:]
  /// When threads alerted, in time; of a thread that alerted again only its latest entry counts.
  private var alerts: [(at: Date, key: String)] = []
  private var open: [(at: Date, key: String)] = []

  /// The nearest in days, of equally near ones the first by key.
  func thread(of act: ActKey) -> AlertThread? {
    guard let days = byAct[act.stem] else { return nil }
    for distance in 0...act.windowDays {
      let near = Set([act.day.adding(days: -distance), act.day.adding(days: distance)])
      if let key = near.compactMap({ days[$0]?.min() }).min() { return byKey[key] }
    }
    return nil
  }

  /// Those that alerted at the moment or later, and those that are open: the latest first.
  ///
  /// - Complexity: linear in what alerted since the moment and in `AlertThread.toldMax`, whatever else is kept.
  mutating func told(since moment: Date?) -> [AlertThread] {
    let recent = moment.map { moment in alerts.reversed().prefix { $0.at >= moment }.filter(isLatest) } ?? []
    var seen = Set<String>()
    return (recent + latestOpen()).filter { seen.insert($0.key).inserted }
      .sorted { $0.at == $1.at ? $0.key < $1.key : $0.at > $1.at }
      .prefix(AlertThread.toldMax).compactMap { byKey[$0.key] }
  }

  /// The latest that are open; entries that are overruled by later ones are dropped on the way.
  private mutating func latestOpen() -> [(at: Date, key: String)] {
    var latest: [(at: Date, key: String)] = []
    while latest.count < AlertThread.toldMax, let entry = open.popLast() {
      if isLatest(entry), byKey[entry.key]?.episode?.isOpen == true { latest.append(entry) }
    }
    open += latest.reversed()
    return latest
  }

  private func isLatest(_ entry: (at: Date, key: String)) -> Bool {
    byKey[entry.key]?.episode?.told.at == entry.at
  }

  mutating func save(_ thread: AlertThread) {
    let before = byKey.updateValue(thread, forKey: thread.key)
    file(thread)
    guard let episode = thread.episode, before?.episode?.told.at != episode.told.at else { return }
    // What is replayed comes in time: the place is the end, or near it.
    let entry = (episode.told.at, thread.key)
    alerts.insert(entry, at: (alerts.lastIndex { $0.at <= entry.0 }).map { $0 + 1 } ?? 0)
    if episode.isOpen { open.insert(entry, at: (open.lastIndex { $0.at <= entry.0 }).map { $0 + 1 } ?? 0) }
  }

  /// Threads of a story or a group are not found by their acts.
  private mutating func file(_ thread: AlertThread) {
    let act = thread.key.hasPrefix("act ") ? thread.matters.first?.act : nil
    guard acts[thread.key] != act else { return }
    if let former = acts[thread.key] { byAct[former.stem]?[former.day]?.remove(thread.key) }
    if let act { byAct[act.stem, default: [:]][act.day, default: []].insert(thread.key) }
    acts[thread.key] = act
  }
}

/// Which thread time changes next. An entry that a later one has overruled stays until it is the first.
private struct WakeQueue {
  struct Key: Hashable {
    var rule: Int64
    var key: String
  }

  private struct Wake: Comparable {
    var at: Date
    var key: Key

    static func < (left: Wake, right: Wake) -> Bool {
      (left.at, left.key.rule, left.key.key) < (right.at, right.key.rule, right.key.key)
    }
  }

  private var current: [Key: Date] = [:]
  private var queue = Heap<Wake>()

  mutating func set(_ key: Key, at moment: Date?) {
    guard current[key] != moment else { return }
    current[key] = moment
    if let moment { queue.insert(Wake(at: moment, key: key)) }
  }

  mutating func next(through moment: Date) -> (key: Key, at: Date)? {
    while let wake = queue.min, wake.at <= moment {
      if current[wake.key] == wake.at { return (wake.key, wake.at) }
      queue.removeMin()
    }
    return nil
  }
}
