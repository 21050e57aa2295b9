//! The LPA's part of a download, between a card and servers that say what the test wants. Neither of them verifies
//! anything here: what both really do is tested with the engines.

mod card;
mod endings;
mod engines;
mod server;
mod smuggling;
mod successes;
mod world;
