internal import Model

/// Clauses in their canonical words.
extension SourceClause: CustomStringConvertible {
  package var description: String {
    let within = withinSeconds.map { " within \(TimeText.words(seconds: $0))" } ?? ""
    return "from \(sources) \(sources == 1 ? "source" : "sources")\(within)"
  }
}

extension AgainReason: CustomStringConvertible {
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
  package var description: String {
    switch self {
    case .when(let reasons): "again when " + reasons.map(\.description).joined(separator: " or ")
    case .always: "again always"
    case .never: "again never"
    }
  }
}

extension GroupClause: CustomStringConvertible {
  package var description: String {
    let wait = waitSeconds.map { " wait \(TimeText.words(seconds: $0))" } ?? ""
    return "group by \(keys.map(\.rawValue).joined(separator: ", "))\(wait)"
  }
}

extension UntilClause: CustomStringConvertible {
  package var description: String {
    switch self {
    case .quiet(let seconds): "until quiet for \(TimeText.words(seconds: seconds))"
    case .condition(let condition): "until \(condition)"
    }
  }
}

extension UnlessClause: CustomStringConvertible {
  package var description: String {
    let within = withinSeconds.map { " within \(TimeText.words(seconds: $0))" } ?? ""
    return "unless \(quotedName(rule))\(within)\(same.map { " same \($0.rawValue)" } ?? "")"
  }
}

extension Freshness: CustomStringConvertible {
  package var description: String {
    switch self {
    case .seconds(let seconds): "fresh \(TimeText.words(seconds: seconds))"
    case .any: "fresh any"
    }
  }
}
