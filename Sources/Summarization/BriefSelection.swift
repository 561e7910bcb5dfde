internal import Foundation

/// Chooses the sentences that together cover most of what several documents say.
///
/// Maximum coverage of word pairs (after Gillick and Favre, "A Scalable Global Model for Summarization", 2009). A pair is
/// worth more the more documents hold it, a sentence more the earlier it stands. Greedy choice first, then exchange of
/// single sentences while that covers more, so that the budget is used to the end.
struct BriefSelection {
  /// Exchanges are tried this often at most.
  static let exchangesMax = 4

  private let candidates: [BriefCandidate]
  private let words: Int
  private let tuning: BriefTuning
  private let worth: [Float]
  private let bonus: [Float]
  private let discount: [Float]

  init(_ pool: BriefPool, words: Int, tuning: BriefTuning) {
    candidates = pool.candidates
    (self.words, self.tuning) = (words, tuning)
    worth = pool.documentFrequency.indices.map { concept in
      let agreement = pool.documentFrequency[concept] + tuning.prominence * pool.prominence[concept]
      let repeats = pool.sentenceFrequency[concept] - pool.documentFrequency[concept]
      return pow(agreement, tuning.agreementExponent) + tuning.repetitionWorth * repeats
    }
    bonus = candidates.map { 1 + tuning.leadBonus / pow(Float(1 + $0.rank), tuning.decay) }
    discount = candidates.map { pow(Float(max($0.words, 1)), -tuning.lengthExponent) }
  }

  /// Indices of the candidates chosen.
  ///
  /// - Complexity: the pairs of all candidates, times chosen sentences squared at worst.
  func run() -> [Int] {
    var chosen = extend([], without: nil)
    var best = value(chosen)
    for _ in 0..<Self.exchangesMax {
      guard let better = exchanged(chosen, above: best) else { break }
      chosen = better
      best = value(better)
    }
    return chosen
  }

  /// The choice with one sentence exchanged for others that cover more; nil where no exchange does.
  private func exchanged(_ chosen: [Int], above best: Float) -> [Int]? {
    for leaving in chosen {
      let other = extend(chosen.filter { $0 != leaving }, without: leaving)
      if value(other) > best * 1.000_01 { return other }
    }
    return nil
  }

  /// Adds what covers most, while it fits.
  private func extend(_ chosen: [Int], without excluded: Int?) -> [Int] {
    var chosen = chosen
    var isCovered = Array(repeating: false, count: worth.count)
    var isTaken = Array(repeating: false, count: candidates.count)
    if let excluded { isTaken[excluded] = true }
    var left = words
    func take(_ index: Int) {
      isTaken[index] = true
      left -= candidates[index].words
      for concept in candidates[index].concepts { isCovered[Int(concept)] = true }
    }
    chosen.forEach(take)
    while true {
      var best: (index: Int, gain: Float)?
      for index in candidates.indices where !isTaken[index] && candidates[index].words <= left {
        let gain = gain(index, isCovered)
        if gain > best?.gain ?? 0 { best = (index, gain) }
      }
      guard let best else { return chosen }
      chosen.append(best.index)
      take(best.index)
    }
  }

  private func gain(_ index: Int, _ isCovered: [Bool]) -> Float {
    var gain: Float = 0
    for concept in candidates[index].concepts where !isCovered[Int(concept)] { gain += worth[Int(concept)] }
    return gain * bonus[index] * discount[index]
  }

  /// What a choice covers, each pair by the best of the sentences that hold it.
  private func value(_ chosen: [Int]) -> Float {
    var best: [Int32: Float] = [:]
    for index in chosen {
      for concept in candidates[index].concepts {
        best[concept] = max(best[concept] ?? 0, worth[Int(concept)] * bonus[index])
      }
    }
    return best.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }
}
