// The room for what an article is: its field, its genre, and whether it reads like news of an escalation.
//
// What belongs here: the features of a whole article and the learned models over them. What is done to whom is the business of
// `Escalation`, which asks here what kind of text it reads.
