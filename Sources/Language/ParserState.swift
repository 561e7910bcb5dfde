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
package struct ParserState {
  /// The words' number, which is the root's index.
  package let count: Int
  package private(set) var next = 0
  package private(set) var stack: [Int32] = []
  /// Heads by word, -1 where not yet known.
  package private(set) var heads: [Int32]
  /// Relations by word, as indices of `DependencyRelation.allCases` plus one; 0 where not yet known.
  package private(set) var labels: [UInt8]
  /// The outermost children on each side and the ones beside them, -1 where there are none.
  package private(set) var leftmost: [Int32]
  package private(set) var leftSecond: [Int32]
  package private(set) var rightmost: [Int32]
  package private(set) var rightSecond: [Int32]
  package private(set) var leftCount: [UInt8]
  package private(set) var rightCount: [UInt8]
  /// The relations of the children on each side, one bit each.
  package private(set) var leftLabels: [UInt64]
  package private(set) var rightLabels: [UInt64]

  package init(count: Int) {
    self.count = count
    let none = [Int32](repeating: -1, count: count + 1)
    heads = none
    leftmost = none
    leftSecond = none
    rightmost = none
    rightSecond = none
    labels = Array(repeating: 0, count: count + 1)
    leftCount = labels
    rightCount = labels
    leftLabels = Array(repeating: 0, count: count + 1)
    rightLabels = leftLabels
    stack.reserveCapacity(64)
  }

  package var isFinished: Bool { next == count && stack.isEmpty }

  /// The move that alone may be made, where there is no choice: at the start, and when no word is left.
  var onlyMove: Transition? {
    if stack.isEmpty { return .shift }
    return next == count ? (heads[top] >= 0 ? .reduce : .left) : nil
  }

  /// The word on top of the stack, -1 where it is empty.
  package var top: Int { stack.isEmpty ? -1 : Int(stack[stack.count - 1]) }

  /// Whether a move may be made now.
  package func allows(_ transition: Transition) -> Bool {
    switch transition {
    case .shift: next < count
    case .reduce: !stack.isEmpty && heads[top] >= 0
    case .left: !stack.isEmpty && heads[top] < 0
    case .right: !stack.isEmpty && next < count
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

  /// Makes a move; `label` is the relation of its arc.
  package mutating func apply(_ transition: Transition, label: UInt8 = 0) {
    switch transition {
    case .shift:
      stack.append(Int32(next))
      next += 1
    case .reduce: stack.removeLast()
    case .left:
      attachLeft(top, to: next, label)
      stack.removeLast()
    case .right:
      attachRight(next, to: top, label)
      stack.append(Int32(next))
      next += 1
    }
  }

  private mutating func attachLeft(_ word: Int, to head: Int, _ label: UInt8) {
    heads[word] = Int32(head)
    labels[word] = label
    leftSecond[head] = leftmost[head]
    leftmost[head] = Int32(word)
    leftCount[head] = min(leftCount[head] + 1, 15)
    leftLabels[head] |= 1 << UInt64(label)
  }

  private mutating func attachRight(_ word: Int, to head: Int, _ label: UInt8) {
    heads[word] = Int32(head)
    labels[word] = label
    rightSecond[head] = rightmost[head]
    rightmost[head] = Int32(word)
    rightCount[head] = min(rightCount[head] + 1, 15)
    rightLabels[head] |= 1 << UInt64(label)
  }
}
