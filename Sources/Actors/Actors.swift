// The room for political actors: the table of names, sets, offices with dates, and resolving mentions to names.
//
// What belongs here: who somebody is. Who did what to whom belongs to Escalation.
