package import Foundation
package import Model

/// What the worker tells while it works; wording is Console's.
package enum DeliveryNews: Sendable {
  /// An attempt was closed; the closing's two conditions show whether its endpoint was paused or opened.
  case closed(ClaimedDelivery, AttemptClosing)
  /// Another process delivers.
  case leasedByAnother(owner: String, until: Date)
  /// The store could not be asked; the worker tries again.
  case storeFailed(any Error)
  /// The store answers again.
  case storeAnswers
  /// How an attempt ended could not be written before the worker ended: the message will be sent once more, with the same id.
  case endLost(ClaimedDelivery)
}
