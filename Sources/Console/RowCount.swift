internal import Storage

/// How many rows there are beside those of a listing that were asked for.
struct RowCount {
  /// What a row is, such as `event`.
  let noun: String
  /// As many rows as were asked for.
  let limit: Int
  /// How many there are in all, counted up to one more than `Store.Limits.countedRows`; asked only where the limit was
  /// reached.
  let total: () throws -> Int

  /// `3 events`, `50 of 183 events: --limit 183 shows all`.
  ///
  /// - Throws: what counting throws.
  func words(shown: Int) throws -> String {
    guard shown >= limit else { return StoryWording.count(shown, noun) }
    let total = try total()
    let most = Store.Limits.countedRows
    if total > most {
      let limit = max(most, shown * 2)
      return
        "\(shown) of more than \(max(most, shown)) \(StoryWording.plural(noun)): --limit \(limit) shows more"
    }
    return total > shown
      ? "\(shown) of \(StoryWording.count(total, noun)): --limit \(total) shows all"
      : StoryWording.count(shown, noun)
  }
}
