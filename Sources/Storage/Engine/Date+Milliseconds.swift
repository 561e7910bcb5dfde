internal import Foundation

/// Milliseconds since 1970, as times are stored: of the years 1 to 9999, so that a damaged number is no trap.
extension Date {
  var milliseconds: Int64 {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    guard milliseconds > Double(Self.span.lowerBound) else { return Self.span.lowerBound }
    return milliseconds < Double(Self.span.upperBound) ? Int64(milliseconds) : Self.span.upperBound
  }

  init(milliseconds: Int64) {
    let held = min(max(milliseconds, Self.span.lowerBound), Self.span.upperBound)
    self.init(timeIntervalSince1970: Double(held) / 1000)
  }

  private static let span: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
}
