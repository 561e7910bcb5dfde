internal import Pipeline
internal import Service
internal import Terminal

/// How news of watches are told at the prompt: what an analyst must know, once. What was read shows in `articles`, and as alerts.
enum WatchNewsScreen {
  static func lines(_ news: WatchNews) -> [SafeText] {
    switch news {
    case .told(let watch, let told): [WatchScreen.told(watch, told)]
    case .polled, .item: []
    case .waits(let error): ["watches wait: \(Wording.failure(for: error)?.message ?? "\(type(of: error))")"]
    }
  }
}
