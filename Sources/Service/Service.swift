// The room for what goes on at a desk while nobody types: rules are shown what came, time passes, webhooks are delivered, other
// processes are watched.
//
// What belongs here: what runs, and in which order. It tells news as values; who shows or logs them finds the words.
