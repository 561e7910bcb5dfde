import Language

/// The costs of moves: how many gold arcs that could still be made a move makes impossible (Goldberg and Nivre 2012).
struct DynamicOracle {
  let heads: [Int]
  private let children: [[Int]]

  init(heads: [Int]) {
    self.heads = heads
    var children = [[Int]](repeating: [], count: heads.count + 1)
    for (word, head) in heads.enumerated() { children[head].append(word) }
    self.children = children
  }

  /// The cost of a move that the state allows.
  func cost(_ move: Transition, _ state: borrowing ParserState) -> Int {
    let (top, next) = (state.top, state.next)
    switch move {
    case .shift: return headOnStack(next, state, except: -1) + headlessChildrenOnStack(next, state)
    case .reduce: return childrenAhead(top, from: next)
    case .left: return (heads[top] > next ? 1 : 0) + childrenAhead(top, from: next)
    case .right:
      let head = heads[next]
      let lost = head == top ? 0 : head > next ? 1 : headOnStack(next, state, except: top)
      return lost + headlessChildrenOnStack(next, state)
    }
  }

  private func headOnStack(_ word: Int, _ state: borrowing ParserState, except: Int) -> Int {
    let head = heads[word]
    return head < word && head != except && state.holds(head) ? 1 : 0
  }

  private func headlessChildrenOnStack(_ word: Int, _ state: borrowing ParserState) -> Int {
    var count = 0
    for child in children[word]
    where child < word && state.node(child).head < 0 && state.holds(child) { count += 1 }
    return count
  }

  private func childrenAhead(_ word: Int, from next: Int) -> Int { children[word].count { $0 >= next } }
}
