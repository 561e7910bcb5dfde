internal import Foundation
internal import Model
internal import Summarization
internal import Text

/// Looks for settings of briefs: ROUGE-2 F1 on clusters of articles when one number of a tuning is changed at a time.
/// Told for both halves of the clusters, so that what helps one by chance is seen.
struct BriefSearch {
  let clusters: [Cluster]
  let words: Int

  struct Cluster: Decodable {
    var set: String
    var documents: [Source]
    var references: [[String]]

    struct Source: Decodable {
      var title: String?
      var text: String
    }
  }

  static func run(_ path: String) throws {
    let clusters = try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(Cluster.self, from: $0) }
    for (set, words) in [("multi-news", 100), ("multi-news", 250), ("multiling", 250)] {
      print(set, words)
      BriefSearch(clusters: clusters.filter { $0.set == set }, words: words).run()
    }
  }

  private static var parameters: [(name: String, path: WritableKeyPath<BriefTuning, Float>, values: [Float])]
  {
    [
      ("agreement", \.agreementExponent, [1, 2, 3, 4, 5, 7]),
      ("prominence", \.prominence, [0, 0.5, 1, 2]),
      ("lead bonus", \.leadBonus, [0, 1, 2, 3, 5, 8]),
      ("decay", \.decay, [0.3, 0.5, 0.65, 1, 1.3]),
      ("repetition", \.repetitionWorth, [0, 0.25, 0.5, 1, 2]),
      ("length", \.lengthExponent, [0, 0.15, 0.3, 0.5, 0.7]),
    ]
  }

  private func run() {
    let read = clusters.map { cluster in
      (
        articles: cluster.documents.map { source in
          var article = Article(text: source.text)
          article.title = source.title
          article.language = "en"
          return AnalysedArticle(article)
        },
        references: cluster.references.map { Self.stems($0.joined(separator: "\n")) }
      )
    }
    func figures(_ tuning: BriefTuning?) -> String {
      var sums = [0.0, 0.0, 0.0]
      for (index, cluster) in read.enumerated() {
        let brief = Briefer(tuning: tuning).brief(cluster.articles, words: words)
        let said = Self.stems(brief.sentences.map(\.text).joined(separator: "\n"))
        let score =
          cluster.references.map { Overlap([said], reference: $0, order: 2).f1([0]) }
          .reduce(0, +) / Double(cluster.references.count)
        sums[index % 2] += 2 * score / Double(read.count)
        sums[2] += score / Double(read.count)
      }
      return sums.map { String(format: "%.2f", 100 * $0) }.joined(separator: " ")
    }
    print("  standard", figures(nil))
    for start in [BriefTuning.few, .many] {
      print("  from", start)
      for parameter in Self.parameters {
        for value in parameter.values {
          var tuning = start
          tuning[keyPath: parameter.path] = value
          print("   ", parameter.name, value, figures(tuning))
        }
      }
    }
  }

  private static func stems(_ text: String) -> [UInt64] {
    let document = Document(text)
    return document.sentences.flatMap(document.stems(of:))
  }
}
