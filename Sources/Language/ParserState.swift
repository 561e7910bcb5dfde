/// The moves of the arc-eager transition system (Nivre 2003). The word at the front of the buffer is "next"; the word on
/// top of the stack is "top".
package enum Transition: Int, CaseIterable {
  /// Pushes next, whose head will be found to the right.
  case shift
  /// Takes top, whose head is known, off the stack.
  case reduce
  /// Makes next the head of top, and takes top off the stack.
  case left
  /// Makes top the head of next, and pushes next.
  case right
}

/// A partly parsed sentence. The root stands behind the last word, so that words without another head are attached to it
/// at the end (Ballesteros and Nivre 2013).
///
/// Not copyable: every move looks at it many times, and copies would count references each time.
package struct ParserState: ~Copyable {
  /// What is known of one word; indices of other words are -1 where there are none.
  package struct Node {
    /// The index of its head, the root's being the words' number; -1 where it is not yet known.
    package fileprivate(set) var head: Int32 = -1
    /// The outermost children on each side and the ones beside them.
    fileprivate(set) var leftmost: Int32 = -1
    fileprivate(set) var leftSecond: Int32 = -1
    fileprivate(set) var rightmost: Int32 = -1
    /// The relation to the head, as an index of `DependencyRelation.allCases` plus one; 0 where not yet known.
    fileprivate(set) var label: UInt8 = 0
    fileprivate(set) var leftCount: UInt8 = 0
    fileprivate(set) var rightCount: UInt8 = 0
    /// The relations of the children on each side, one bit each.
    fileprivate(set) var leftLabels: UInt64 = 0
    fileprivate(set) var rightLabels: UInt64 = 0

    /// What a place without a word has.
    static let none = Node()
  }

  /// The words' number, which is the root's index.
  package let count: Int
  /// The index of the word at the front of the buffer; `count` where no word is left.
  package private(set) var next = 0
  /// How many words the stack holds.
  private(set) var depth = 0
  private let nodes: UnsafeMutablePointer<Node>
  private let stack: UnsafeMutablePointer<Int32>

  /// The state before the first move: all words in the buffer, the stack empty.
  ///
  /// - Complexity: linear in the words.
  package init(count: Int) {
    self.count = count
    nodes = .allocate(capacity: count + 1)
    nodes.initialize(repeating: .none, count: count + 1)
    stack = .allocate(capacity: count + 1)
  }

  deinit {
    nodes.deallocate()
    stack.deallocate()
  }

  /// What is known of a word, of the root, or of no word at -1.
  @inline(__always)
  package func node(_ index: Int) -> Node {
    assert(index <= count, "a word or the root")
    return index < 0 ? .none : nodes[index]
  }

  /// True where every word has been taken and the stack is empty.
  package var isFinished: Bool { next == count && depth == 0 }

  /// The move that alone may be made, where there is no choice: at the start, and when no word is left.
  var onlyMove: Transition? {
    if depth == 0 { return .shift }
    return next == count ? (node(top).head >= 0 ? .reduce : .left) : nil
  }

  /// The word on top of the stack, -1 where it is empty.
  package var top: Int { depth == 0 ? -1 : Int(stack[depth - 1]) }

  /// The word below the top of the stack, -1 where there is none.
  var below: Int { depth < 2 ? -1 : Int(stack[depth - 2]) }

  /// Whether a word waits on the stack.
  package func holds(_ word: Int) -> Bool { (0..<depth).contains { stack[$0] == word } }

  /// Whether a move may be made now.
  package func allows(_ transition: Transition) -> Bool {
    switch transition {
    case .shift: next < count
    case .reduce: depth > 0 && node(top).head >= 0
    case .left: depth > 0 && node(top).head < 0
    case .right: depth > 0 && next < count
    }
  }

  /// The head and dependent of the arc that a move makes.
  package func arc(_ transition: Transition) -> (head: Int, dependent: Int)? {
    switch transition {
    case .left: (next, top)
    case .right: (top, next)
    case .shift, .reduce: nil
    }
  }

  /// Makes a move that the state allows; `label` is the relation of its arc.
  package mutating func apply(_ transition: Transition, label: UInt8 = 0) {
    precondition(allows(transition), "a move that the state allows")
    switch transition {
    case .shift: push()
    case .reduce: depth -= 1
    case .left:
      attachLeft(top, to: next, label)
      depth -= 1
    case .right:
      attachRight(next, to: top, label)
      push()
    }
  }

  private mutating func push() {
    stack[depth] = Int32(next)
    depth += 1
    next += 1
  }

  private func attachLeft(_ word: Int, to head: Int, _ label: UInt8) {
    nodes[word].head = Int32(head)
    nodes[word].label = label
    nodes[head].leftSecond = nodes[head].leftmost
    nodes[head].leftmost = Int32(word)
    nodes[head].leftCount = min(nodes[head].leftCount + 1, 15)
    nodes[head].leftLabels |= 1 << UInt64(label)
  }

  private func attachRight(_ word: Int, to head: Int, _ label: UInt8) {
    nodes[word].head = Int32(head)
    nodes[word].label = label
    nodes[head].rightmost = Int32(word)
    nodes[head].rightCount = min(nodes[head].rightCount + 1, 15)
    nodes[head].rightLabels |= 1 << UInt64(label)
  }
}
