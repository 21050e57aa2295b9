//! Profile packages: built, installed, damaged; and those that others made.

mod built;
mod damage;
mod foreign;
mod refused;
mod script;
