//! Transports as their users see them: one contract for all, the dialects of modems, and what happens when the other
//! end misbehaves.

#[cfg(test)]
mod contract;
#[cfg(test)]
mod dialects;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod misbehaviour;
#[cfg(test)]
mod scripted;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod support;
