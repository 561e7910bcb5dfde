internal import Pipeline
internal import Service
internal import Terminal

/// How news of watches are told at the prompt: what an analyst must know, once. What was read shows in `articles`, and as alerts.
enum WatchNewsScreen {
  static func lines(_ news: WatchNews, _ times: TimeWording) -> [SafeText] {
    switch news {
    case .told(let watch, let told): [WatchScreen.told(watch, told, times)]
    case .polled, .item: []
    case .waits(let error): ["watches wait: \(Wording.failure(for: error)?.message ?? "\(type(of: error))")"]
    }
  }
}
