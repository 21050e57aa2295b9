//! Remote SIM provisioning, from the card's side: whole sessions with a small SM-DP+ that does what it is told,
//! every refusal, every bit, every loss of power.

#[cfg(test)]
mod brainpool;
#[cfg(test)]
mod device;
#[cfg(test)]
mod flips;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod results;
#[cfg(test)]
mod server;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod tearing;
#[cfg(test)]
mod vectors;
