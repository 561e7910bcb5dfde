import Text

/// When a name counts, by how a text writes it.
struct CaseRule: OptionSet, Sendable {
  let rawValue: UInt8
  /// Its first capital must be a capital in a text of both cases.
  static let capital = CaseRule(rawValue: 1)
  /// It must be all capitals in a text of both cases.
  static let upper = CaseRule(rawValue: 2)
  /// It never counts in a text of one case: it is also a common word.
  static let written = CaseRule(rawValue: 4)
  /// It is also a person's name.
  static let person = CaseRule(rawValue: 8)
}

/// One meaning of a name.
struct NameSense: Sendable {
  /// Index into the table's actors; -1 for roles, titles and decoys.
  var actor: Int32 = -1
  var kind: SenseKind
  var form: MentionForm = .name
  var caseRule: CaseRule = []
  /// Which piece must be a capital, where one must.
  var capitalPiece: UInt8 = 0
  /// Index into the table's roles, or into its offices for a person.
  var detail: Int16 = -1
  /// Days since 1970-01-01 between which a person held an office.
  var from = Int32.min
  var to = Int32.max
}

/// What a name's meaning is for.
enum SenseKind: UInt8, Sendable {
  case actor
  case role
  case office
  case address
  case surname
  case decoy
  case modifier
  case givenName
  case follower
}

/// All names of a table as one trie over pieces, in flat arrays.
struct NameTrie: Sendable {
  private var words = HashIndex(capacity: 16_384)
  private var edges = HashIndex(capacity: 16_384)
  /// The first sense of each node, -1 for none.
  private var firstSense: [Int32] = [-1]
  /// The next sense of the same node, -1 for none.
  private var nextSense: [Int32] = []
  private(set) var senses: [NameSense] = []
  private var nextWord: Int32 = 0
  /// For each word the node after the root, -1 where no name begins with it: asked for at nearly every word of a text.
  private var firstNode: [Int32] = []

  /// The id of a piece, -1 where no name holds it.
  @inline(__always)
  func word(_ hash: UInt64) -> Int32 { words.value(of: hash) }

  /// The node after `node` by a word, -1 where no name goes on so.
  @inline(__always)
  func step(_ node: Int32, _ word: Int32) -> Int32 {
    node == Self.root ? firstNode[Int(word)] : edges.value(of: Self.key(node, word))
  }

  /// The root from which all names begin.
  static let root: Int32 = 0

  @inline(__always)
  func hasSenses(_ node: Int32) -> Bool { firstSense[Int(node)] >= 0 }

  /// The meanings of the name that ends at a node, in the order of the data.
  func senses(at node: Int32) -> [NameSense] {
    var found: [NameSense] = []
    forEachSense(at: node) { found.append($0) }
    return found
  }

  /// Calls a closure for each meaning of the name that ends at a node, in the order of the data.
  @inline(__always)
  func forEachSense(at node: Int32, _ body: (NameSense) -> Void) {
    var at = firstSense[Int(node)]
    while at >= 0 {
      body(senses[Int(at)])
      at = nextSense[Int(at)]
    }
  }

  /// The node of a name, -1 where there is none.
  func node(of name: some StringProtocol) -> Int32 {
    let node = node(after: Self.root, word: name)
    return node == Self.root ? -1 : node
  }

  /// The node after a word of a name, as an analyst writes it; -1 where no name goes on so.
  func node(after node: Int32, word: some StringProtocol) -> Int32 {
    var node = node
    NamePieces.scan(Array(word.utf8)[...]) { hash, _ in
      let word = words.value(of: hash)
      node = node < 0 || word < 0 ? -1 : step(node, word)
    }
    return node
  }

  /// The node of a name given by the words of its pieces, -1 where there is none.
  func node(of words: [Int32]) -> Int32 {
    var node = Self.root
    for word in words where node >= 0 { node = word < 0 ? -1 : step(node, word) }
    return node
  }

  /// Adds a meaning to a name. A meaning that stands first is preferred.
  mutating func insert(_ pieces: [UInt64], _ sense: NameSense) {
    guard !pieces.isEmpty else { return }
    var node = Self.root
    for piece in pieces {
      let word = intern(piece)
      var next = step(node, word)
      if next < 0 {
        next = Int32(firstSense.count)
        firstSense.append(-1)
        if node == Self.root { firstNode[Int(word)] = next } else { edges.insert(Self.key(node, word), next) }
      }
      node = next
    }
    append(sense, at: Int(node))
  }

  private mutating func intern(_ piece: UInt64) -> Int32 {
    let known = words.value(of: piece)
    guard known < 0 else { return known }
    defer { nextWord += 1 }
    words.insert(piece, nextWord)
    firstNode.append(-1)
    return nextWord
  }

  private mutating func append(_ sense: NameSense, at node: Int) {
    let place = Int32(senses.count)
    senses.append(sense)
    nextSense.append(-1)
    guard firstSense[node] >= 0 else {
      firstSense[node] = place
      return
    }
    var last = Int(firstSense[node])
    while nextSense[last] >= 0 { last = Int(nextSense[last]) }
    nextSense[last] = place
  }

  @inline(__always)
  private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word)) &+ 1
  }
}
