//! Profile packages: built, installed, damaged; and those that others made.

#[cfg(test)]
mod built;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod foreign;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod script;
