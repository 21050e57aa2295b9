//! Delivery from a simulated card to servers that answer as a script says.

mod archive;
mod card;
mod crash;
mod rules;
mod script;
