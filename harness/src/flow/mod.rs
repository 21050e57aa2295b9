//! The flow language: a YAML file becomes a typed document in which every value knows its place, and the document
//! is checked against its card before anything is sent.
//!
//! text ([`source`]) -> [`document`] ([`step`], [`expect`], [`fault`], each scalar a [`field`]) -> [`resolve`] (names, types,
//! variables; one [`ResolvedFlow`] for each case of the matrix) -> the runner. What is wrong becomes a
//! [`diagnostic`]. Absent here: transports, the LPA, anything that happens at run time.

pub mod capture;
mod check;
pub mod deliver;
mod desk_word;
pub mod diagnostic;
pub mod document;
pub mod download;
pub mod effect;
pub mod entries;
pub mod expect;
pub mod fault;
pub mod field;
pub mod manual;
pub mod operator;
mod operator_rules;
pub mod pattern;
pub mod place;
pub mod reference;
pub mod refusals;
pub mod resolve;
pub mod resolved;
mod rsp_rules;
mod rules;
pub mod scalar;
pub mod schema;
pub mod smdp;
pub mod source;
pub mod step;
pub(crate) mod structure;
pub mod usim;
mod way_word;
pub mod ways;
pub mod word;

pub use diagnostic::{Diagnostics, Mistake};
pub use document::Flow;
pub use field::{Field, Variables};
pub use place::Place;
pub(crate) use resolve::demands_backup;
pub use resolve::load;
pub use resolved::ResolvedFlow;
pub use source::Source;
pub use step::Step;
