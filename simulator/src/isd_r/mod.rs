//! The ISD-R: ES10 functions over the profiles and notifications of the card.
//!
//! [`function`] finds the function of a request; `es10a`, `es10b`, `es10c` carry them out; [`euicc`] is the state
//! they work on, [`switch`] the change of the enabled profile. The functions of an RSP session are in [`crate::rsp`].

mod error;
mod es10a;
mod es10b;
mod es10c;
mod euicc;
mod function;
mod state;
mod switch;

pub(crate) use error::Es10Error;
pub(crate) use es10b::euicc_info2;
pub(crate) use euicc::Euicc;
pub(crate) use function::{Device, Effect, Function, Surroundings, execute};
