import Model

/// A name with the days between which it holds: `Sweden 2024-03-07..`, `Colin Powell 2001..2005`.
struct DatedName {
  let name: Substring
  private(set) var from = Int32.min
  private(set) var to = Int32.max

  init(_ value: Substring) {
    guard let space = value.lastIndex(of: " "), let dots = value[space...].firstRange(of: "..") else {
      name = value
      return
    }
    name = value[..<space]
    let start = value[value.index(after: space)..<dots.lowerBound]
    let end = value[dots.upperBound...]
    from = Self.day(start, isEnd: false) ?? .min
    to = Self.day(end, isEnd: true) ?? .max
  }

  /// The first or last day of a year, a month or a day as written.
  private static func day(_ text: Substring, isEnd: Bool) -> Int32? {
    guard let date = EventDate(String(text)), let day = isEnd ? date.last : date.first else { return nil }
    return Int32(clamping: day.daysSinceEpoch)
  }
}
