//! The ES10 messages once more, for another ASN.1 implementation: types declared from the facts of SGP.22 (tags,
//! optional fields, order), and how our values become theirs.

#![expect(
    clippy::no_effect_underscore_binding,
    reason = "the derive of rasn binds fields so"
)]

mod convert;
mod es10;
mod notification;
mod package;
mod profile;
mod rsp;

pub(crate) use es10::*;
pub(crate) use notification::*;
pub(crate) use package::*;
pub(crate) use profile::*;
pub(crate) use rsp::*;
