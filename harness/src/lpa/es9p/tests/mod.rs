//! The client against a real TLS server on the loopback interface, with certificates of the project's own CI.

mod causes;
mod server;
