// The room for conditions: their language, their evaluation, and whether a match fires or is held back, with the reason.
//
// What belongs here: from a condition and an event to a decision. Sending belongs to Webhooks.
