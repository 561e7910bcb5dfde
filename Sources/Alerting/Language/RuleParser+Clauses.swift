internal import Model

/// What stands behind the condition: each clause once, in any order.
extension RuleParser {
  mutating func clause(into rule: inout RuleText, seen: inout Set<RuleClause>) throws(ConditionError) {
    let start = current
    guard let clause = RuleClause.allCases.first(where: { stands($0.spelling) }) else {
      if start.isWord("group") { advance() }
      expect(
        start.isWord("group")
          ? [.word("by")]
          : RuleClause.allCases.filter { !seen.contains($0) }.map { .word($0.rawValue) }
      )
      throw unexpected()
    }
    guard seen.insert(clause).inserted else { throw ConditionError(.clauseTwice(clause), at: start.span) }
    advance(by: clause.spelling.count)
    switch clause {
    case .from: rule.sources = try sourceClause()
    case .hold: rule.holdSeconds = try durationSeconds()
    case .repeats: rule.repeatSeconds = try durationSeconds()
    case .again: rule.again = try againClause()
    case .group: rule.grouping = try groupClause()
    case .until: rule.until = try untilClause()
    case .unless: rule.unless = try unlessClause()
    case .fresh: rule.writtenFreshness = try freshness()
    case .notify: rule.endpoints = try endpoints()
    }
  }

  private mutating func sourceClause() throws(ConditionError) -> SourceClause {
    let count = try wholeNumber(of: "from", 1...SourceClause.sourcesMax)
    guard take(["sources"]) || take(["source"]) else { throw unexpected() }
    return SourceClause(sources: count, withinSeconds: take(["within"]) ? try durationSeconds() : nil)
  }

  private mutating func againClause() throws(ConditionError) -> AgainClause {
    if take(["always"]) { return .always }
    if take(["never"]) { return .never }
    try need(["when"])
    var reasons = [try againReason()]
    while take(["or"]) || take([","]) { reasons.append(try againReason()) }
    return .when(reasons)
  }

  private mutating func againReason() throws(ConditionError) -> AgainReason {
    if take(["severity"]) {
      try need(["rises", "by"])
      return .severityRises(by: try number(of: "severity", 0.1...10))
    }
    if take(["new"]) {
      try need(["code"])
      return .newCode
    }
    if take(["higher"]) {
      try need(["band"])
      return .higherBand
    }
    expect([.description("a number of sources or articles")])
    guard current.kind == .word, current.text.first?.isNumber ?? false else { throw unexpected() }
    let count = try wholeNumber(of: "again when", 1...10_000)
    try need(["more"])
    if take(["sources"]) || take(["source"]) { return .moreSources(count) }
    guard take(["articles"]) || take(["article"]) else { throw unexpected() }
    return .moreArticles(count)
  }

  private mutating func groupClause() throws(ConditionError) -> GroupClause {
    var keys: [GroupKey] = []
    repeat {
      let start = current
      let key = try groupKey(of: GroupKey.allCases)
      guard !keys.contains(key) else { throw ConditionError(.keyTwice(key), at: start.span) }
      keys.append(key)
    } while take([","])
    return GroupClause(keys, waitSeconds: take(["wait"]) ? try durationSeconds() : nil)
  }

  private mutating func groupKey(of keys: [GroupKey]) throws(ConditionError) -> GroupKey {
    let start = current
    guard let key = keys.first(where: { start.isWord($0.rawValue) }) else {
      expect(keys.map { .word($0.rawValue) })
      throw unexpected()
    }
    advance()
    return key
  }

  private mutating func untilClause() throws(ConditionError) -> UntilClause {
    guard take(["quiet"]) else { return .condition(try condition()) }
    try need(["for"])
    return .quiet(seconds: try durationSeconds())
  }

  private mutating func unlessClause() throws(ConditionError) -> UnlessClause {
    expect([.description("the name of another rule")])
    guard current.kind == .word || current.kind == .quoted else { throw unexpected() }
    var clause = UnlessClause(rule: current.text)
    advance()
    if take(["within"]) { clause.withinSeconds = try durationSeconds() }
    if take(["same"]) { clause.same = try groupKey(of: UnlessClause.sameKeys) }
    return clause
  }

  private mutating func endpoints() throws(ConditionError) -> [String] {
    var endpoints: [String] = []
    repeat {
      guard current.kind == .word || current.kind == .quoted else {
        expect([.endpointName])
        throw unexpected()
      }
      guard !endpoints.contains(where: { $0.lowercased() == current.text.lowercased() }) else {
        throw ConditionError(.endpointTwice(current.text), at: current.span)
      }
      endpoints.append(current.text)
      advance()
    } while take([","])
    return endpoints
  }

  // MARK: Durations

  /// `3d`, `12h`, `90 minutes`, or `any`.
  private mutating func freshness() throws(ConditionError) -> Freshness {
    if take(["any"]) { return .any }
    return .seconds(try durationSeconds())
  }

  mutating func durationSeconds() throws(ConditionError) -> Int {
    expect([.description("a duration such as 3d, 12h or 30m")])
    guard current.kind == .word else { throw unexpected() }
    let digits = current.text.prefix { $0.isASCII && $0.isNumber }
    let isSplit = digits.count == current.text.count && token(ahead: 1).kind == .word
    let unit = isSplit ? token(ahead: 1).text : String(current.text.dropFirst(digits.count))
    let last = isSplit ? token(ahead: 1) : current
    let span = current.span.lowerBound..<last.span.upperBound
    let written = isSplit ? "\(digits) \(unit)" : current.text
    guard let count = Int(digits), let unitSeconds = TimeText.unitSeconds(unit), unitSeconds >= 60 else {
      throw ConditionError(.notADuration(written), at: span, expected: expected)
    }
    guard count > 0, count <= TimeText.yearSeconds / unitSeconds else {
      throw ConditionError(.durationOutOfRange(written), at: span, expected: expected)
    }
    advance(by: isSplit ? 2 : 1)
    return count * unitSeconds
  }
}
