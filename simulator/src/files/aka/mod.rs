//! Authentication and key agreement (3GPP TS 33.102 §6.3, TS 31.102 §7.1.2).
//!
//! [`milenage`], [`tuak`] and [`xor`] are the functions f1 to f5 and their relatives; [`authenticate`] carries
//! out the command with them, [`sequence`] says which sequence numbers are fresh.

mod authenticate;
mod milenage;
mod parameters;
mod sequence;
mod tuak;
mod vector;
mod xor;

pub use parameters::{AkaAlgorithm, AkaParameters, MilenageParameters, SequenceNumbers, TuakParameters};

pub(crate) use authenticate::Context;
