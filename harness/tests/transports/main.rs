//! Transports as their users see them: one contract for all, the dialects of modems, and what happens when the other
//! end misbehaves.

mod contract;
mod dialects;
mod layers;
mod misbehaviour;
mod scripted;
mod support;
