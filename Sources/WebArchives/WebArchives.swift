// The room for what was fetched and kept: WARC 1.1 (ISO 28500:2017), each record a member of gzip of its own.
//
// What belongs here: from a request and its answer to a record, and from a file's bytes to records. What stands in a page is no
// business of it.
//
// Read in this order: WARCRecord and WARCWriter (what is written), WARCReader (what is read, of any writer),
// ArchivedMessage (the HTTP message within a record), ArchivingTransport (keeps all that passes through it).
