// The room for talking to other programs: JSON Lines in and out, many at once, in order.
//
// What belongs here: the form of requests and answers, their limits, and the errors of a line. What an answer says comes
// from Pipeline; nothing here stores or fetches.
