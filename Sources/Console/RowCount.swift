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

  /// Of a list that can be cut by `--limit`.
  init(noun: String, limit: Int, total: @escaping () throws -> Int) {
    (self.noun, self.limit, self.total) = (noun, limit, total)
  }

  /// Of a list that is always shown whole.
  init(all noun: String) { self.init(noun: noun, limit: .max) { 0 } }

  /// `3 events`, `50 of 183 events: --limit 183 shows all`.
  ///
  /// - Throws: what counting throws.
  func words(shown: Int) throws -> String {
    try rest(shown: shown) ?? StoryWording.count(shown, noun)
  }

  /// What is said where not all are shown; nil where they are.
  ///
  /// - Throws: what counting throws.
  func rest(shown: Int) throws -> String? {
    guard shown >= limit else { return nil }
    let total = try total()
    let most = Store.Limits.countedRows
    if total > most {
      let limit = max(most, shown * 2)
      return
        "\(shown) of more than \(max(most, shown)) \(StoryWording.plural(noun)): --limit \(limit) shows more"
    }
    return total > shown ? "\(shown) of \(StoryWording.count(total, noun)): --limit \(total) shows all" : nil
  }
}
