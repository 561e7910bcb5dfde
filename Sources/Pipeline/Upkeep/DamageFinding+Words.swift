package import Storage

extension DamageFinding {
  /// What is wrong, in words.
  package var words: String {
    switch self {
    case .column(let name): name
    case .foreignValue: "a value of another type than its column's"
    case .json: "text that is no JSON of its kind"
    case .orphan(let table, let parent): "a row of \(table) refers to one of \(parent) that is not there"
    case .unfinishedIndex(let name): "the index \(name) is not finished: REINDEX INDEX \(name)"
    case .file(let finding): finding ?? "the file"
    }
  }
}
