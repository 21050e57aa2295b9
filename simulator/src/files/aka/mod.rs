//! Authentication and key agreement (3GPP TS 33.102 §6.3, TS 31.102 §7.1.2).

mod parameters;

pub use parameters::{AkaAlgorithm, AkaParameters, MilenageParameters, SequenceNumbers, TuakParameters};
