import Foundation
import Testing
import Watching

@Suite("Which items are new")
struct ItemLedgerTests {
  let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func item(
    _ key: String,
    url: String? = nil,
    title: String? = nil,
    at moment: Date? = nil,
    print: String = "1",
    place: Int = 0
  ) -> ShownItem {
    ShownItem(key: key, url: url, title: title, publishedAt: moment, fingerprint: print, place: place)
  }

  private func known(
    _ key: String,
    url: String? = nil,
    title: String? = nil,
    at moment: Date? = nil,
    reads: Int = 1
  )
    -> KnownItem
  {
    KnownItem(
      key: key,
      url: url,
      title: title,
      publishedAt: moment,
      fingerprint: "1",
      firstSeenAt: now - 7_200,
      readAt: reads > 0 ? now - 7_200 : nil,
      reads: reads
    )
  }

  private func decide(
    _ known: [KnownItem],
    _ shown: ShownItem,
    at moment: Date? = nil
  ) -> ItemLedger.Decision? {
    var ledger = ItemLedger(known)
    return ledger.decide([shown], firstCount: nil, at: moment ?? now).first
  }

  @Test("an item that was never shown is read, and one that was is not")
  func plain() {
    #expect(decide([], item("a", url: "u")) == .read)
    #expect(decide([known("a", url: "u")], item("a", url: "u")) == .isKnown("a"))
  }

  @Test("an edited item is read again, not sooner than an hour after it was, nor for ever, nor long after")
  func edited() {
    #expect(decide([known("a")], item("a", print: "2")) == .readAgain(known: "a"))
    #expect(decide([known("a")], item("a", print: "2"), at: now - 5_000) == .isKnown("a"))
    #expect(decide([known("a", reads: 6)], item("a", print: "2")) == .isKnown("a"))
    #expect(decide([known("a")], item("a", print: "2"), at: now + 8 * 86_400) == .isKnown("a"))
  }

  @Test("an item that waits to be read, or was passed over, is not read because it was edited")
  func waiting() {
    var pending = known("a", reads: 0)
    pending.isPending = true
    #expect(decide([pending], item("a", print: "2")) == .isKnown("a"))
    var passed = known("a", reads: 0)
    passed.isPassed = true
    #expect(decide([passed], item("a", print: "2")) == .isKnown("a"))
  }

  @Test("an item that returns under a new id is known by its address, or by its title and moment")
  func returning() {
    let old = known("a", url: "u", title: "Envoys leave the city", at: now - 9_000)
    #expect(decide([old], item("b", url: "u")) == .returns(as: "a"))
    #expect(
      decide([old], item("b", url: "v", title: "Envoys leave the City", at: now - 9_000)) == .returns(as: "a")
    )
    #expect(decide([old], item("b", url: "v", title: "Envoys leave the city", at: now)) == .read)
    #expect(decide([old], item("b", url: "v", title: "News", at: now - 9_000)) == .read)
  }

  @Test("ids that change with each answer bring nothing back")
  func changingIds() {
    var ledger = ItemLedger([])
    let first = (0..<50).map { item("x\($0)", url: "u\($0)", place: $0) }
    #expect(ledger.decide(first, firstCount: nil, at: now).allSatisfy { $0 == .read })
    let second = (0..<50).map { item("y\($0)", url: "u\($0)", place: $0) }
    #expect(ledger.decide(second, firstCount: nil, at: now).allSatisfy { $0 != .read })
  }

  @Test("of a first answer the newest are read, those without a date in the place where they stand")
  func first() {
    let items = [
      item("old", at: now - 90_000, place: 0), item("new", at: now - 60, place: 1), item("undated", place: 2),
      item("older", at: now - 99_000, place: 3),
    ]
    var ledger = ItemLedger([])
    #expect(ledger.decide(items, firstCount: 2, at: now) == [.pass, .read, .read, .pass])
    var none = ItemLedger([])
    #expect(none.decide(items, firstCount: 0, at: now).allSatisfy { $0 == .pass })
  }

  @Test("10,000 items are decided at once, each read once")
  func many() {
    var ledger = ItemLedger([])
    let items = (0..<10_000).map { item("k\($0)", url: "u\($0)", at: now - Double($0), place: $0) }
    #expect(ledger.decide(items, firstCount: 50, at: now).count { $0 == .read } == 50)
    #expect(ledger.decide(items, firstCount: nil, at: now).count { $0 == .read } == 0)
  }
}
