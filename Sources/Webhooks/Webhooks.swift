// The room for delivery: payloads, signatures, the retry schedule, the outbox worker.
//
// What belongs here: from an outbox row to a signed request and the decision what its answer means.
