internal import Storage

/// The watches that are asked for and the items that are read at this moment, by this process.
struct WatchesAtWork {
  /// Polls and readings at once. Hosts have bounds of their own (`HostManners`).
  static let max = 16
  /// Of these so many at one host: one is asked while the other is read.
  private static let ofHostMax = 2

  private var watches: Set<Int64> = []
  private var items: Set<Int64> = []
  private var urls: Set<String> = []
  /// How much is at work at each host.
  private var hosts: [String: Int] = [:]

  var count: Int { watches.count + items.count }

  /// True where one more may begin: no host takes more than its share of the places.
  func hasPlace(at host: String) -> Bool { count < Self.max && hosts[host, default: 0] < Self.ofHostMax }

  /// True where something is at work at a host.
  func isBusy(_ host: String) -> Bool { hosts[host] != nil }

  /// False where the watch is asked for already.
  mutating func begin(_ watch: Watch, at host: String) -> Bool {
    guard watches.insert(watch.number).inserted else { return false }
    hosts[host, default: 0] += 1
    return true
  }

  mutating func end(_ watch: Watch, at host: String) {
    watches.remove(watch.number)
    leave(host)
  }

  /// False where the item is read already, or another one with its address.
  mutating func begin(_ item: WatchItem, at host: String) -> Bool {
    guard !items.contains(item.number) else { return false }
    if let url = item.url, !urls.insert(url).inserted { return false }
    hosts[host, default: 0] += 1
    return items.insert(item.number).inserted
  }

  mutating func end(_ item: WatchItem, at host: String) {
    items.remove(item.number)
    if let url = item.url { urls.remove(url) }
    leave(host)
  }

  private mutating func leave(_ host: String) {
    hosts[host] = hosts[host].flatMap { $0 > 1 ? $0 - 1 : nil }
  }
}
