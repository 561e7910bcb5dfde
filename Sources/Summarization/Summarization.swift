// The room for extractive summaries and briefs: scoring sentences, redundancy, coherence, budgets.
//
// What belongs here: choosing sentences. It never writes one.
