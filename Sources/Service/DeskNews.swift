package import Model
package import Storage
package import Webhooks

/// Something that happened at a desk beside the answer to a command.
package enum DeskNews: Sendable {
  /// A rule fired, or its alert developed, gained a source or is over: brought about by this process.
  case alert(FiringChange)
  /// A rule fired, brought about by another process.
  case alertElsewhere(FiringLine)
  /// What came of an attempt to deliver, or why there was none.
  case delivery(DeliveryNews)
  /// A message that is not in its webhook's own form, or could not be made.
  case note(Delivery)
  /// An article or an alert that rules could not be shown.
  case setAside(SetAside)
  /// Rows that were dropped for their age.
  case dropped(RetentionKind, rows: Int)
  /// The store could not be asked; the next round tries again.
  case rulesWait(any Error)
}

/// What one look at everything brought about.
package struct DeskRound: Sendable {
  /// In the order in which it came about.
  package var news: [DeskNews] = []
  /// True where messages were queued.
  package var hasMessages = false
  /// True where another process was showing rules what came, over a store on a server.
  package var isElsewhere = false
}
