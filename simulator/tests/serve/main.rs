//! The modem behind a pseudo-terminal and behind TCP, the SM-DP+ behind HTTPS.
#![cfg(unix)]

#[cfg(test)]
mod doors;
#[cfg(test)]
mod https;
