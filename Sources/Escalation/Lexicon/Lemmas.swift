import EmbeddedData
import Text

/// A word of the lexicon in its plain form, as a dense id.
typealias LemmaID = Int32

/// The lemmas that a lexicon speaks of, found by any of their forms.
struct Lemmas: Sendable {
  private(set) var names: [String] = []
  private var ids: [String: LemmaID] = [:]
  /// What each distinct form can be a form of, found by its hash; the first of them is that of unknown words.
  private var formLists = [WordForms()]
  private var isContentList = [false]
  private var listOfHash = HashIndex(capacity: 16_384)
  private let irregular: [String: [String]]

  /// Reads rows of a lemma and the forms that no rule gives, parted by spaces.
  init(irregular rows: [[Substring]]) {
    irregular = Dictionary(
      rows.filter { $0.count == 2 }.map {
        ($0[0].lowercased(), $0[1].split(separator: " ").map(String.init))
      },
      uniquingKeysWith: +
    )
  }

  /// The lemma's id, made with all its forms when it is new. A name that begins with `=` has this one form.
  mutating func id(of name: String) -> LemmaID {
    if let known = ids[name] { return known }
    let id = LemmaID(names.count)
    names.append(name)
    ids[name] = id
    if name.hasPrefix("=") {
      add(WordForm(lemma: id, shape: .plain), spelled: name.dropFirst(), isContent: false)
      return id
    }
    for (form, shape) in Inflection.forms(of: name, irregular: irregular[name] ?? []) {
      add(WordForm(lemma: id, shape: shape), spelled: form, isContent: true)
    }
    return id
  }

  private mutating func add(_ form: WordForm, spelled spelling: some StringProtocol, isContent: Bool) {
    let hash = TermHash.of(spelling)
    var list = list(ofHash: hash)
    if list == 0 {
      list = Int32(formLists.count)
      formLists.append(WordForms())
      isContentList.append(false)
      listOfHash.insert(hash, list)
    }
    formLists[Int(list)].append(form)
    if isContent { isContentList[Int(list)] = true }
  }

  /// The id of a lemma that the lexicon holds.
  func known(_ name: String) -> LemmaID? { ids[name] }

  /// The list of what a folded word can be a form of, by the word's hash; 0 for a word that the lexicon does not speak of.
  func list(ofHash hash: UInt64) -> Int32 { max(0, listOfHash.value(of: hash)) }

  /// How many lists there are.
  var listCount: Int { formLists.count }

  /// The forms of a list; none in that of unknown words.
  func forms(in list: Int32) -> WordForms { formLists[Int(list)] }

  /// False for a list whose words are of grammar alone: they carry no act, no object and no field of news.
  func isContent(_ list: Int32) -> Bool { isContentList[Int(list)] }
}

/// One or several words that stand together.
struct Phrase: Sendable, Hashable {
  let words: [LemmaID]
}

extension Lemmas {
  /// The phrases that a lexicon's spelling stands for: a hyphen may be a token of its own or stand within one.
  mutating func phrases(of spelling: some StringProtocol) -> [Phrase] {
    let words = Substring(spelling.lowercased()).parts(at: " ").map(String.init)
    var phrases = [Phrase(words: words.map { id(of: $0) })]
    if words.contains(where: { $0.contains("-") }) {
      let split = words.flatMap { $0[...].parts(at: "-").map(String.init) }
      phrases.append(Phrase(words: split.map { id(of: $0) }))
    }
    return phrases
  }
}
