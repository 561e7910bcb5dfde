// The room for time expressions: "Monday", "earlier this month", "since 2011", found in text and read as dates.
//
// What belongs here: which words are a time, and which days they mean from the day of publication. Which event a time
// belongs to is the business of Escalation.
