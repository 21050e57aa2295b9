//! Errors of links, cards, servers, desks and files, as a person reads them: their English stands with the errors, other
//! languages in the section `cause` of the catalogues.

mod doing;
mod download;
mod euicc;
mod identifier;
mod joined;
mod misfit;
mod operator;
mod protection;
mod server;
mod server_advice;
mod signature;
mod store;
mod system;
mod target;
mod transport;
mod usim;

pub use joined::joined;
pub use operator::operator_advice;
pub use server_advice::server_advice;
