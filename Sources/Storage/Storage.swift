// The room for the one SQLite file: migrations, and a file of reads and writes for each table.
//
// What belongs here: SQL. A change that must be whole is one function and one transaction here. Times are milliseconds
// since 1970 (UTC); lists and reasons that are only ever read whole are JSON columns.
