/// Everything that is measured: its name, its kind, and what it means. The names are what dashboards are built on.
enum MeterFamily: String, CaseIterable {
  case build = "tocsin_build_info"
  case articles = "tocsin_articles"
  case queued = "tocsin_evaluations_queued"
  case setAside = "tocsin_set_aside"
  case openFirings = "tocsin_firings_open"
  case waiting = "tocsin_deliveries_waiting"
  case waitingSeconds = "tocsin_deliveries_oldest_waiting_seconds"
  case givenUp = "tocsin_deliveries_given_up"
  case webhookUp = "tocsin_webhook_up"
  case watchUp = "tocsin_watch_up"
  case watchPending = "tocsin_watch_items_pending"
  case storeBytes = "tocsin_store_bytes"
  case passSeconds = "tocsin_last_pass_seconds"
  case listeners = "tocsin_stream_listeners"
  case polls = "tocsin_watch_polls"
  case alerts = "tocsin_alerts"
  case attempts = "tocsin_delivery_attempts"
  case attemptSeconds = "tocsin_delivery_duration_seconds"
  case requests = "tocsin_http_requests"
  case requestSeconds = "tocsin_http_request_duration_seconds"
  case residentBytes = "process_resident_memory_bytes"
  case openFiles = "process_open_fds"
  case processorSeconds = "process_cpu_seconds"
  case startTime = "process_start_time_seconds"

  enum Kind: String {
    case counter
    case gauge
    case histogram
  }

  var kind: Kind {
    switch self {
    case .polls, .alerts, .attempts, .requests, .processorSeconds: .counter
    case .attemptSeconds, .requestSeconds: .histogram
    default: .gauge
    }
  }

  var meaning: String {
    switch self {
    case .build: "1, with the version as a label."
    case .articles: "Articles that are stored."
    case .queued: "Articles that no rule has seen yet."
    case .setAside: "Articles and alerts that rules could not be shown."
    case .openFirings: "Alerts that are not resolved."
    case .waiting: "Deliveries that wait or are under way."
    case .waitingSeconds: "How long the oldest of them has waited."
    case .givenUp: "Deliveries that failed for good."
    case .webhookUp: "1 while a webhook is sent to, 0 while it is paused or disabled."
    case .watchUp: "1 while a watch answers, 0 while it fails, is silent, paused or gone."
    case .watchPending: "Items of watches that wait to be read."
    case .polls: "Polls of watches since the start, by outcome."
    case .storeBytes: "Size of the store's file and its journal."
    case .passSeconds: "How long ago rules were last shown what came."
    case .listeners: "Who listens to what fires."
    case .alerts: "What came of rules since the start, by outcome."
    case .attempts: "Attempts to deliver since the start, by webhook and outcome."
    case .attemptSeconds: "How long attempts to deliver took."
    case .requests: "Requests answered since the start, by route, method and status."
    case .requestSeconds: "How long requests took, by route."
    case .residentBytes: "Resident memory size in bytes."
    case .openFiles: "Number of open file descriptors."
    case .processorSeconds: "Total user and system CPU time spent in seconds."
    case .startTime: "Start time of the process since unix epoch in seconds."
    }
  }
}
