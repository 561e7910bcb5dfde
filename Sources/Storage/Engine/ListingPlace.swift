package import Foundation

/// A place in a listing that goes from the newest to the oldest: the moment and the row of what stood there last.
package struct ListingPlace: Sendable, Hashable {
  package var moment: Date
  package var number: Int64

  /// Makes a place.
  package init(moment: Date, number: Int64) {
    (self.moment, self.number) = (moment, number)
  }

  var values: (Int64, Int64) { (moment.milliseconds, number) }
}
