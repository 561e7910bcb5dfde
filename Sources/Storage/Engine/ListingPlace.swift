package import Foundation

/// A place in a listing that goes from the newest to the oldest: the moment and the row of what stood there last.
package struct ListingPlace: Sendable, Hashable {
  /// The moment by which the listing is ordered: when an article arrived, or when a story last got an
  /// article. The store keeps milliseconds of it.
  package var moment: Date
  /// The row, which orders what has the same moment, the greater first.
  package var number: Int64

  /// Makes a place.
  package init(moment: Date, number: Int64) {
    (self.moment, self.number) = (moment, number)
  }

  var values: (Int64, Int64) { (moment.milliseconds, number) }
}
