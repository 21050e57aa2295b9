//! The modem behind a pseudo-terminal and behind TCP.
#![cfg(unix)]

#[cfg(test)]
mod doors;
