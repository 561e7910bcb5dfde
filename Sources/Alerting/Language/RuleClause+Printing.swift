internal import Model

/// Clauses in their canonical words.
extension SourceClause: CustomStringConvertible {
  /// Such as `from 2 sources within 24h`; read again, it is this clause.
  package var description: String {
    let within = withinSeconds.map { " within \(TimeText.words(seconds: $0))" } ?? ""
    return "from \(sources) \(sources == 1 ? "source" : "sources")\(within)"
  }
}

extension AgainReason: CustomStringConvertible {
  /// Such as `severity rises by 2`, as it stands behind `again when`.
  package var description: String {
    switch self {
    case .severityRises(let by): "severity rises by \(NumberWords.of(by))"
    case .newCode: "new code"
    case .higherBand: "higher band"
    case .moreSources(let count): "\(count) more \(count == 1 ? "source" : "sources")"
    case .moreArticles(let count): "\(count) more \(count == 1 ? "article" : "articles")"
    }
  }
}

extension AgainClause: CustomStringConvertible {
  /// Such as `again when new code or higher band`; read again, it is this clause.
  package var description: String {
    switch self {
    case .when(let reasons): "again when " + reasons.map(\.description).joined(separator: " or ")
    case .always: "again always"
    case .never: "again never"
    }
  }
}

extension GroupClause: CustomStringConvertible {
  /// Such as `group by actor, target wait 5m`; read again, it is this clause.
  package var description: String {
    let wait = waitSeconds.map { " wait \(TimeText.words(seconds: $0))" } ?? ""
    return "group by \(keys.map(\.rawValue).joined(separator: ", "))\(wait)"
  }
}

extension UntilClause: CustomStringConvertible {
  /// Such as `until quiet for 2d`; read again, it is this clause.
  package var description: String {
    switch self {
    case .quiet(let seconds): "until quiet for \(TimeText.words(seconds: seconds))"
    case .condition(let condition): "until \(condition)"
    }
  }
}

extension UnlessClause: CustomStringConvertible {
  /// Such as `unless border within 12h same dyad`; read again, it is this clause.
  package var description: String {
    let within = withinSeconds.map { " within \(TimeText.words(seconds: $0))" } ?? ""
    return "unless \(quotedName(rule))\(within)\(same.map { " same \($0.rawValue)" } ?? "")"
  }
}

extension Freshness: CustomStringConvertible {
  /// Such as `fresh 3d`, or `fresh any`; read again, it is this clause.
  package var description: String {
    switch self {
    case .seconds(let seconds): "fresh \(TimeText.words(seconds: seconds))"
    case .any: "fresh any"
    }
  }
}
