/// A sentence's words with their tags, heads and relations. Indices count from the sentence's first token.
package struct DependencyParse: Sendable, Hashable {
  /// One for each token of the sentence.
  package let tags: [Tag]
  /// The index of each token's head, -1 for the root. There is one root, and no cycle.
  package let heads: [Int]
  /// The relation of each token to its head.
  package let relations: [DependencyRelation]

  /// A parse of parts of equal length, one for each token; that there is one root and no cycle is the
  /// caller's word.
  package init(tags: [Tag], heads: [Int], relations: [DependencyRelation]) {
    precondition(
      tags.count == heads.count && heads.count == relations.count,
      "one tag, head and relation for each token"
    )
    self.tags = tags
    self.heads = heads
    self.relations = relations
  }

  /// How many tokens the sentence has; 0 for an empty one.
  package var count: Int { heads.count }

  /// The token that depends on none; nil of an empty sentence.
  package var root: Int? { heads.firstIndex(of: -1) }

  /// The tokens that depend on a token, ascending.
  ///
  /// - Complexity: linear in the sentence's length.
  package func children(of head: Int) -> [Int] { heads.indices.filter { heads[$0] == head } }

  /// The tokens that depend on a token by one of some relations, ascending.
  package func children(of head: Int, _ wanted: Set<DependencyRelation>) -> [Int] {
    heads.indices.filter { heads[$0] == head && wanted.contains(relations[$0]) }
  }

  /// Whether a token is another one, or depends on it directly or through others.
  package func isWithin(_ token: Int, _ ancestor: Int) -> Bool {
    var at = token
    while at >= 0 {
      if at == ancestor { return true }
      at = heads[at]
    }
    return false
  }

  /// A token and all that depends on it, ascending.
  ///
  /// - Complexity: linear in the sentence's length, times the depth of the tree.
  package func subtree(of token: Int) -> [Int] { heads.indices.filter { isWithin($0, token) } }
}
