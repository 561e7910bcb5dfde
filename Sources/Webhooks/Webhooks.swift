// The room for delivery: payloads, signatures, the retry schedule, the outbox worker.
//
// What belongs here: from an outbox row to a signed request and the decision what its answer means.
//
// Read in this order: WebhookComposer (an alert becomes a message), DeliveryRequest (a message becomes a signed
// request), AnswerVerdict, RetrySchedule and Breaker (what an answer leads to), OutboxWorker (who does it all).
