internal import EmbeddedData
internal import Foundation
internal import Model

/// The learned weights of evidence, in log odds: one set for leads, one for reports.
///
/// Each piece of evidence counts by a line with bends: a weight from the start on, and more or less beyond each bend, also
/// as far as one text or both are short. `Documentation/stories.md` says on what they were learned and how well.
package struct StoryWeights: Sendable {
  /// Short leads of one story line repeat its names: below so many words both texts are judged as leads and nothing else,
  /// `leadSpan` words above as reports.
  private static let leadWords = 100.0
  private static let leadSpan = 30.0

  /// One bend of one piece of evidence.
  private struct Bend: Sendable {
    var place: Int
    var shape: Shape
    var knot: Double?
    var weight: Double
  }

  private enum Shape: String, Sendable {
    case always, oneShort, bothShort
  }

  private struct Part: Sendable {
    var start = 0.0
    var bends: [Bend] = []
  }

  private var lead = Part()
  private var report = Part()
  /// The weights that are embedded in the program.
  package static let standard = StoryWeights(.storyWeights)

  private init(_ file: DataFile) { self.init(rows: file.rows) }

  /// Reads a table of the form of the embedded one.
  package init(table: String) {
    let lines = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
    self.init(rows: lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) })
  }

  private init(rows: [[Substring]]) {
    for row in rows where row.count == 5 {
      guard let weight = Double(row[4]) else { continue }
      let path = row[0] == "lead" ? \StoryWeights.lead : \.report
      guard let evidence = Evidence(rawValue: String(row[1])), let shape = Shape(rawValue: String(row[2]))
      else {
        if row[1] == "start" { self[keyPath: path].start = weight }
        continue
      }
      let place = StoryEvidence.place(of: evidence)
      self[keyPath: path].bends.append(
        Bend(place: place, shape: shape, knot: Double(row[3]), weight: weight)
      )
    }
  }

  /// The log odds that an article is of a story's event.
  package func odds(_ evidence: StoryEvidence) -> Double { points(evidence).reduce(0, +) }

  /// What each piece of evidence adds to the log odds, in the order of `Evidence`, and last what is there from the start.
  func points(_ evidence: StoryEvidence) -> [Double] {
    var points = [Double](repeating: 0, count: Evidence.allCases.count + 1)
    let share = min(
      1,
      max(0, (Self.leadWords + Self.leadSpan - Double(evidence.longestWords)) / Self.leadSpan)
    )
    if share > 0 { add(lead, share, evidence, to: &points) }
    if share < 1 { add(report, 1 - share, evidence, to: &points) }
    return points
  }

  private func add(_ part: Part, _ share: Double, _ evidence: StoryEvidence, to points: inout [Double]) {
    points[points.count - 1] += share * part.start
    let (one, both) = (evidence[.oneShort], evidence[.bothShort])
    for bend in part.bends {
      let value = evidence.value(at: bend.place)
      let shaped =
        switch bend.shape {
        case .always: value
        case .oneShort: value * one
        case .bothShort: value * both
        }
      let beyond = bend.knot.map { max(0, shaped - $0) } ?? shaped
      points[bend.place] += share * bend.weight * beyond
    }
  }

  /// The evidence that moved a decision, the strongest first, and the rest as one ground: together they make the log odds.
  func grounds(_ evidence: StoryEvidence) -> [StoryGround] {
    let points = points(evidence)
    var rest = points.last ?? 0
    var grounds: [StoryGround] = []
    for (place, kind) in Evidence.allCases.enumerated() {
      let value = evidence.value(at: place)
      guard abs(points[place]) >= Self.shownMin, abs(value) >= Self.valueMin else {
        rest += points[place]
        continue
      }
      let numbers =
        kind == .numbersContradicting ? evidence.contradictions.map { "\($0.mine) / \($0.theirs)" } : []
      grounds.append(StoryGround(kind.rawValue, value, weight: points[place] / value, evidence: numbers))
    }
    grounds.sort { abs($0.value * $0.weight) > abs($1.value * $1.weight) }
    return grounds + [StoryGround("all else", 1, weight: rest)]
  }

  /// Less is not shown by itself.
  private static let shownMin = 0.05
  private static let valueMin = 0.001
}

extension StoryEvidence {
  /// The value at a place in the order of `Evidence`.
  func value(at place: Int) -> Double { values[place] }
}
