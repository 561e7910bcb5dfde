internal import Foundation
internal import Stories

/// The weights of leads or of reports, as rows of the embedded table.
struct WeightTable: Sendable {
  /// What is learned for texts of one kind.
  enum Part: String, Sendable { case report, lead }

  /// A column of the regression: a piece of evidence, as far as one text or both are short, beyond a bend.
  struct Column: Sendable {
    var evidence: Evidence
    var shape = Shape.always
    var bend: Double?

    enum Shape: String, Sendable { case always, oneShort, bothShort }

    func value(_ row: TrainingRow) -> Double {
      let shaped =
        switch shape {
        case .always: row[evidence]
        case .oneShort: row[evidence] * row[.oneShort]
        case .bothShort: row[evidence] * row[.bothShort]
        }
      return bend.map { max(0, shaped - $0) } ?? shaped
    }
  }

  private let part: Part
  private let columns: [Column]
  private let weights: [Double]
  private let start: Double

  /// Learns from rows.
  init(_ part: Part, _ rows: [TrainingRow], knots columns: [Column]) {
    (self.part, self.columns) = (part, columns)
    let counts = Dictionary(grouping: rows, by: \.source).mapValues(\.count)
    let learned = WeightedRegression(
      rows: rows.map { row in columns.map { $0.value(row) } },
      isSame: rows.map(\.isSame),
      weights: rows.map { row in
        (part.shares[row.source] ?? 0) / Double(counts[row.source] ?? 1) * Self.rowsOfSource
          * part.weight(row)
      },
      strength: part.strength
    ).learn()
    weights = learned.weights
    start = learned.start + part.ease
  }

  /// Each source weighs as if it had so many rows.
  private static let rowsOfSource = 10_000.0

  private static let header =
    "# Learned weights of story matching, in log odds: part, evidence, how far it counts, bend, weight. Documentation/stories.md.\n"

  /// The table that is embedded.
  static func text(_ parts: [WeightTable]) -> String { header + parts.map(\.text).joined() }

  private var text: String {
    var lines = ["\(part.rawValue)\tstart\talways\t\t\(Self.number(start))"]
    for (column, weight) in zip(columns, weights) {
      let bend = column.bend.map { String(format: "%.4g", $0) } ?? ""
      lines.append(
        "\(part.rawValue)\t\(column.evidence.rawValue)\t\(column.shape.rawValue)\t\(bend)\t\(Self.number(weight))"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String { String(format: "%.4f", value) }
}

extension WeightTable.Part {
  /// How much each source of rows weighs.
  var shares: [TrainingRow.Source: Double] {
    switch self {
    case .report:
      [
        .lookAlikes: 1, .lookAlikeLeads: 0.5, .lookAlikesMixed: 0.5, .lookAlikesReplayed: 1,
        .whole: 1.5, .wholeLeads: 0.1, .wholeMixed: 0.7, .wholeReplayed: 1, .crowd: 1,
      ]
    case .lead: [.readPairs: 1.5, .pairs: 0.5, .crowd: 1, .altered: 0.5]
    }
  }

  /// Against which the penalty of weights stands.
  var strength: Double { self == .report ? 0.006 : 0.01 }

  /// Added to the start: opening decisions weigh much in learning, which makes it careful; this is where streams of folds are best.
  var ease: Double { self == .report ? 0.75 : 0.62 }

  func rows(_ rows: [TrainingRow]) -> [TrainingRow] {
    rows.filter { (shares[$0.source] ?? 0) > 0 && (self == .report || $0[.bothShort] > 0) }
  }

  func weight(_ row: TrainingRow) -> Double {
    switch row.source {
    case .pairs, .readPairs, .altered, .crowd: 1
    default: row.hasOwn ? 1 : Self.openingWeight
    }
  }

  /// A first report that joins a look-alike takes its whole story along.
  private static let openingWeight = 4.0

  private static let leadEvidence: [Evidence] = [
    .leadCoveredToHalf, .leadWordsCoveredToHalf, .dayOther, .dateOther, .yearOther, .numbersOther, .actOther,
    .leadPhrasesShare, .namesOtherInSameWords,
  ]
  private static let reportLeftOut: Set<Evidence> = [
    .leadCoveredToHalf, .leadWordsCoveredToHalf, .leadPhrasesShare, .namesOtherInSameWords,
  ]
  private static let shaped: [Evidence] = [
    .likenessAgainstOwn, .likenessToNearest, .likenessOfNamesAndWords, .leadCoveredLess, .leadPhrases,
    .phrases, .dayOther, .likenessOfNames,
  ]
  private static let quantiles = [0.1, 0.3, 0.6, 0.85]
  /// Evidence of fewer different values has no bends.
  private static let valuesMin = 9

  /// The columns: each evidence, and its bends where those of one event lie.
  func knots(_ rows: [TrainingRow]) -> [WeightTable.Column] {
    guard self == .report else { return Self.leadEvidence.map { WeightTable.Column(evidence: $0) } }
    let plain = Evidence.allCases.filter { !Self.reportLeftOut.contains($0) }.map {
      WeightTable.Column(evidence: $0)
    }
    let short = Self.shaped.flatMap { evidence in
      [WeightTable.Column.Shape.bothShort, .oneShort].map {
        WeightTable.Column(evidence: evidence, shape: $0)
      }
    }
    let same = rows.filter(\.isSame)
    return (plain + short).flatMap { column -> [WeightTable.Column] in
      let values = same.map(column.value).sorted()
      guard Set(values.prefix(3000)).count >= Self.valuesMin else { return [column] }
      let bends = Self.quantiles.map { share in
        (values[Int(share * Double(values.count - 1))] * 1000).rounded() / 1000
      }
      return [column]
        + Set(bends).sorted().map { bend in
          var bent = column
          bent.bend = bend
          return bent
        }
    }
  }
}
