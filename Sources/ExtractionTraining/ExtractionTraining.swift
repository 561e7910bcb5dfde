import Extraction
import Foundation
import Model

// The tool that makes and measures the extractor's block model. Built only with TOCSIN_TRAINING=1.

/// A page of a folder of development pages: its record in `truth.jsonl` and its bytes.
struct LabelledPage: Decodable {
  var id: String
  var url: String?
  var text: String?
  var html: String?
}

@main
enum ExtractionTraining {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2, arguments[1] == "predict" else {
      print("usage: ExtractionTraining predict < pages.jsonl > predictions.jsonl")
      exit(2)
    }
    while let line = readLine() {
      let page = try JSONDecoder().decode(LabelledPage.self, from: Data(line.utf8))
      let result = try Extractor().extract(
        html: Array((page.html ?? "").utf8),
        url: page.url,
        charset: "utf-8"
      )
      print(prediction(result.article, id: page.id))
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
