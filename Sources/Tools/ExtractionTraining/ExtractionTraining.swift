import Extraction
import Foundation
import Markup
import Model
import TrainingSupport

// The tool that makes and measures the extractor's block model. Built only with TOCSIN_TOOLS=1.
//
//     ExtractionTraining train MODEL < pages.jsonl            make the model from all pages
//     ExtractionTraining validate FOLDS < pages.jsonl         predict each page with a model made without its site
//     ExtractionTraining predict < pages.jsonl                predict with the product as it is
//
// A page is a line {"id", "url", "html", "text"}. Predictions go to standard output as {"id", "text", "title", "author",
// "date"}, one a line. The same pages give the same model, byte for byte.

/// A page of development data.
struct LabelledPage: Decodable {
  var id: String
  var url: String?
  var text: String?
  var html: String?

  var bytes: [UInt8] { Array((html ?? "").utf8) }
}

@main
enum ExtractionTraining {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.dropFirst().first) {
    case ("train", let path?): try train(path)
    case ("validate", let folds?): try validate(folds: Int(folds) ?? 8)
    case ("predict", _):
      try forEachPage { page in
        let result = try Extractor().extract(html: page.bytes, url: page.url, charset: "utf-8")
        print(prediction(result.article, id: page.id))
      }
    default:
      print("usage: ExtractionTraining train MODEL | validate FOLDS | predict   < pages.jsonl")
      exit(2)
    }
  }

  static func forEachPage(_ body: (LabelledPage) throws -> Void) throws {
    while let line = readLine() { try body(JSONDecoder().decode(LabelledPage.self, from: Data(line.utf8))) }
  }

  static func train(_ path: String) throws {
    var examples = Examples()
    try forEachPage { examples.append($0) }
    let model = GradientBoosting.train(
      examples.table,
      rows: Array(0..<Int32(examples.labels.count)),
      settings: BoostingSettings()
    )
    let header = [
      "# The block model: gradient-boosted trees over the values of BlockFeatures, made by ExtractionTraining.",
      "# A node is value-index:threshold:left-child (the right child follows the left); a leaf is a number.",
    ]
    let lines = header + model.lines(stage: "blocks")
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Parts the pages by site, and predicts each part with a model made from the others.
  static func validate(folds: Int) throws {
    var examples = Examples()
    var pages: [LabelledPage] = []
    try forEachPage { page in
      examples.append(page)
      pages.append(page)
    }
    let table = examples.table
    let sites = Set(examples.sites).sorted()
    var random = SeededRandom(seed: 7)
    let shuffled = sites.shuffled(using: &random)
    for fold in 0..<folds {
      let held = Set(shuffled.indices.filter { $0 % folds == fold }.map { shuffled[$0] })
      let rows = examples.siteOfRow.indices.filter { !held.contains(examples.sites[examples.siteOfRow[$0]]) }
      let model = GradientBoosting.train(table, rows: rows.map(Int32.init), settings: BoostingSettings())
      let extractor = Extractor(model: model)
      for (page, site) in zip(pages, examples.sites) where held.contains(site) {
        let result = try extractor.extract(html: page.bytes, url: page.url, charset: "utf-8")
        print(prediction(result.article, id: page.id))
      }
    }
  }

  static func prediction(_ article: Article, id: String) -> String {
    let object: [String: Any] = [
      "id": id, "text": article.text, "title": article.title ?? NSNull(), "author": article.authors,
      "date": article.published?.description ?? NSNull(), "kind": article.kind.rawValue,
    ]
    let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

/// The blocks of all pages as rows to learn from.
struct Examples {
  private(set) var values: [Float] = []
  private(set) var labels: [Float] = []
  private(set) var weights: [Float] = []
  /// The site of each page, and the page of each row.
  private(set) var sites: [String] = []
  private(set) var siteOfRow: [Int] = []

  var table: TrainingTable {
    TrainingTable(values: values, width: TrainingBlocks.names.count, labels: labels, weights: weights)
  }

  mutating func append(_ page: LabelledPage) {
    let tree = HTMLTree(page: Charset.decode(page.bytes, declared: "utf-8"))
    let blocks = TrainingBlocks(tree, url: page.url)
    let labelled = BlockLabels(texts: blocks.texts, truth: page.text ?? "")
    values += blocks.features
    labels += labelled.labels
    weights += labelled.weights
    siteOfRow += [Int](repeating: sites.count, count: blocks.texts.count)
    sites.append(blocks.domain ?? page.id)
  }
}
