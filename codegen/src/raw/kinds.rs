//! The kinds of changes, each with an id by which pull requests and exceptions speak of it.

// 0xx the client's own code, 1xx the vendor and its protocol, 2xx headers, 3xx operations, 4xx fields
// of requests; 5xx values, 6xx code tables, 7xx answers, 8xx results, 9xx what is only told.
#[macro_use]
mod answers;
#[macro_use]
mod clients;
#[macro_use]
mod requests;

kinds_of_clients! { kinds_of_requests kinds_of_answers kinds }
