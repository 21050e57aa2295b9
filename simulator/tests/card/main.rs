//! The card from outside: bytes in, bytes out. Rows carry the ids of the removal cases of SGP.23 and of those
//! derived from SGP.22.

#[cfg(test)]
mod bench;
#[cfg(test)]
mod delete;
#[cfg(test)]
mod disable;
#[cfg(test)]
mod enable;
#[cfg(test)]
mod files;
#[cfg(test)]
mod get_profiles_info;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod memory_reset;
#[cfg(test)]
mod nickname;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod personality;
#[cfg(test)]
mod pins;
#[cfg(test)]
mod power;
#[cfg(test)]
mod rat;
#[cfg(test)]
mod script;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod transport;
