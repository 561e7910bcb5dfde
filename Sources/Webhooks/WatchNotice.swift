package import Foundation
internal import Model

/// What is told of a watch: that it fails, is silent, moved, is gone, or answers again.
package struct WatchNotice: Sendable, Hashable {
  /// What happened to it; the word ends the `type` of its message.
  package enum Change: String, Sendable, Hashable {
    /// It fails for long, gives nothing new for long, has another address, is gone for good, or answers
    /// again.
    case failing, silent, moved, gone, recovered
  }

  /// How the `type` of its message begins.
  package static let typePrefix = "tocsin.watch."

  /// The name of the watch.
  package var watch: String
  /// The address that it is asked for at.
  package var url: String
  /// What happened to it.
  package var change: Change
  /// In one sentence.
  package var reason: String
  /// Since when it fails or is silent; nil where that is not what happened.
  package var since: Date?
  /// When it was told.
  package var time: Date

  /// Makes a notice.
  package init(watch: String, url: String, change: Change, reason: String, since: Date?, time: Date) {
    self.watch = watch
    self.url = url
    self.change = change
    self.reason = reason
    self.since = since
    self.time = time
  }

  private static let textMax = 1_000

  /// Its reason as it is told.
  var toldReason: String { ForeignText.cut(ForeignText.cleaned(reason), toUTF16: Self.textMax) }

  /// True for news that nobody need see to.
  var isGood: Bool { change == .recovered || change == .moved }

  /// The `data` of the message.
  var data: OrderedJSON {
    .object([
      "watch": .text(watch),
      "url": .text(ForeignText.cut(ForeignText.cleaned(url), toUTF16: Self.textMax)),
      "change": .text(change.rawValue),
      "reason": .text(toldReason),
      "since": .text(ifAny: since.map(AlertPayload.timestamp)) ?? .null,
    ])
  }
}
