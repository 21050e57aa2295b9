//! The customer's side of an operator's desk: who one is, what the end of a contract costs, its order, and the status that
//! a removal waits for. [`OperatorClient`] speaks the TM Forum shapes of [`signoff_protocol::tmf`].

mod admin;
mod answers;
mod client;
mod end_choice;
mod error;
mod http;
mod identification;
mod options;
mod order;
mod quote;

pub use admin::OperatorAdmin;
pub use answers::{AnswersError, OperatorAnswers};
pub use client::OperatorClient;
pub use end_choice::{EndChoice, EndChoiceError};
pub use error::OperatorError;
pub use identification::{Identification, Proof, SessionToken};
pub use options::OperatorOptions;
pub use order::Order;
pub use quote::{Porting, Quote};
