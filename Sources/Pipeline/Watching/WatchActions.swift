package import Feeds
internal import Fetching
package import Foundation
internal import Model
package import Storage
internal import Watching

/// What an analyst does with watches: written here, once for prompt, shell and server.
package struct WatchActions: Sendable {
  /// What is wished of a watch.
  package struct Wish: Sendable, Hashable {
    /// The address as the analyst wrote it; it is read, and refused, when the watch begins.
    package var url: String
    /// Nil for one made from the address.
    package var name: String?
    /// Tags that its articles get.
    package var tags: [String] = []
    /// Seconds from one poll to the next, at least and at most.
    package var every: ClosedRange<Double> = PollRhythm.standardEvery
    /// So many of the first answer's items are read.
    package var firstCount = WatchActions.standardFirstCount
    /// The name of the webhook that is told of trouble; nil for the prompt alone.
    package var webhook: String?
    /// A title that is known already, from which a name is made where none is wished; nil for none.
    package var title: String?
    /// The page that the feed belongs to; nil for none.
    package var page: String?

    /// A wish for an address with all that is usual.
    package init(url: String) { self.url = url }
  }

  /// Why a watch does not begin.
  package enum Refusal: Error, Sendable, Hashable {
    /// There is one of that name.
    case nameTaken(String)
    /// There is one of that address, called so.
    case watched(by: String)
    /// There is no such webhook.
    case noWebhook(String)
    /// What says how often it is asked for is no length of time.
    case noInterval(String)
    /// It is a number, and does not say of what.
    case noUnit(String)
    /// It would be asked for more often than once a minute.
    case intervalTooShort(String)
    /// It would be asked for less often than once a week.
    case intervalTooLong(String)
    /// The longest is shorter than the shortest.
    case intervalTurned(String)
  }

  /// As many as a feed shows; the past is loaded by `import articles`.
  package static let standardFirstCount = 50
  /// How long a name that is made from an address may be.
  private static let nameLengthMax = 48

  private let store: Store

  /// Actions over a store.
  package init(store: Store) { self.store = store }

  /// Begins a watch; its first poll is due at once, or spread where many begin together.
  ///
  /// - Throws: `Refusal`, `FetchError` for an address that is none, `StorageError`.
  package func add(_ wish: Wish, at now: Date, isSpread: Bool = false) throws -> Watch {
    let address = try WebAddress(wish.url)
    if let webhook = wish.webhook, try !store.outbox.endpoints().contains(where: { $0.name == webhook }) {
      throw Refusal.noWebhook(webhook)
    }
    let outcome = try store.write { transaction -> Result<Watch, Refusal> in
      if let number = try transaction.watches.number(named: "", orAt: address.text),
        let other = try transaction.watches.watch(number)
      {
        return .failure(.watched(by: other.name))
      }
      let isFree = { (name: String) in try transaction.watches.number(named: name, orAt: "") == nil }
      let name: String
      if let wished = wish.name {
        guard try isFree(wished) else { return .failure(.nameTaken(wished)) }
        name = wished
      } else {
        name = try Self.name(for: address, title: wish.title, isFree: isFree)
      }
      let first = PollRhythm(every: wish.every, seed: Self.seed(of: address.text)).first(from: now)
      let number = try transaction.watches.add(
        NewWatch(
          name: name,
          url: address.text,
          host: PoliteTransport.host(of: address),
          tags: wish.tags,
          every: wish.every,
          firstCount: wish.firstCount,
          webhook: wish.webhook,
          title: wish.title,
          page: wish.page.flatMap(Self.shownPage),
          firstPollAt: isSpread ? first : now
        ),
        at: now
      )
      guard let watch = try transaction.watches.watch(number) else { return .failure(.nameTaken(name)) }
      return .success(watch)
    }
    return try outcome.get()
  }

  /// What an import of subscriptions did.
  package struct ImportOutcome: Sendable {
    /// The watches that were begun, in the order of the list.
    package var added: [Watch] = []
    /// Watched already; their tags were added.
    package var known = 0
    /// What is no address, with the reason.
    package var refused: [(url: String, reason: any Error)] = []
  }

  /// Begins a watch for each subscription of a list. Those that are watched already get the tags of the list.
  ///
  /// - Throws: `StorageError`; what was begun by then stays.
  package func importing(
    _ list: SubscriptionList,
    every: ClosedRange<Double>,
    firstCount: Int,
    at now: Date
  ) throws -> ImportOutcome {
    var outcome = ImportOutcome()
    for subscription in list.subscriptions {
      var wish = Wish(url: subscription.url)
      wish.tags = subscription.tags.compactMap(Self.tag)
      (wish.title, wish.page, wish.every, wish.firstCount) = (
        subscription.title, subscription.page, every, firstCount
      )
      do {
        outcome.added.append(try add(wish, at: now, isSpread: true))
      } catch Refusal.watched(let name) {
        outcome.known += 1
        try store.write { transaction in
          guard let number = try transaction.watches.number(named: name, orAt: "") else { return }
          try transaction.watches.add(tags: wish.tags, to: number)
        }
      } catch let error as FetchError {
        outcome.refused.append((subscription.url, error))
      }
    }
    return outcome
  }

  /// The watches as a list of subscriptions, such as feed readers take.
  ///
  /// - Throws: `StorageError`.
  package func subscriptions() throws(StorageError) -> SubscriptionList {
    SubscriptionList(
      try store.watches.all().map { watch in
        SubscriptionList.Subscription(
          url: watch.url,
          title: watch.title ?? watch.name,
          page: watch.page,
          tags: watch.tags
        )
      }
    )
  }

  /// How often a watch is asked for, from `10m` or `5m to 2h`.
  package static func every(_ text: String) throws(Refusal) -> ClosedRange<Double> {
    let parts = text.replacing("..", with: " to ").components(separatedBy: " to ")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard (1...2).contains(parts.count) else { throw .noInterval(text) }
    let (least, most) = (try seconds(parts[0]), try seconds(parts[parts.count - 1]))
    guard least <= most else { throw .intervalTurned(text) }
    return least...most
  }

  private static func seconds(_ text: String) throws(Refusal) -> Double {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop(while: \.isWhitespace)
    guard let count = Double(digits) else { throw .noInterval(text) }
    guard !unit.isEmpty else { throw .noUnit(text) }
    guard let unitSeconds = TimeText.unitSeconds(String(unit)) else { throw .noInterval(text) }
    let seconds = count * Double(unitSeconds)
    guard seconds >= PollRhythm.secondsMin else { throw .intervalTooShort(text) }
    guard seconds <= PollRhythm.secondsMax else { throw .intervalTooLong(text) }
    return seconds
  }

  /// The address of a page as it is shown and exported; nil for what is no address, or holds a password.
  static func shownPage(_ text: String) -> String? { (try? WebAddress(text)) == nil ? nil : text }

  /// A tag as it is kept: without blanks at its ends; nil for none, and for one that breaks a line or a list.
  package static func tag(_ text: String) -> String? {
    let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).joined(separator: " ")
    return words.isEmpty || words.count > tagLengthMax ? nil : words
  }

  private static let tagLengthMax = 64

  /// A name from the title or from the host: letters, digits, hyphens. A host that is a number says little: the last part of the
  /// path stands before it.
  private static func name(
    for address: WebAddress,
    title: String?,
    isFree: (String) throws -> Bool
  ) throws -> String {
    let host = address.host.hasPrefix("www.") ? String(address.host.dropFirst(4)) : address.host
    let ending = address.text.prefix { $0 != "?" }.split(separator: "/").dropFirst(2).last.map(String.init)
    let numbered = address.literalAddress.map { _ in "\(simple(ending ?? "") ?? "host")-\(host)" }
    let base = simple(title ?? "") ?? simple(numbered ?? host) ?? "watch"
    for count in 1... {
      let name = count == 1 ? base : "\(base)-\(count)"
      if try isFree(name) { return name }
    }
    return base
  }

  private static func simple(_ text: String) -> String? {
    let signs = text.lowercased().map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" }
    let words = String(signs).split(separator: "-").joined(separator: "-").prefix(nameLengthMax)
    let name = words.drop { !$0.isLetter }.reversed().drop { $0 == "-" || $0 == "." }.reversed()
    return name.isEmpty ? nil : String(name)
  }

  private static func seed(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
