//! Memory that a card takes: resident memory of this process with many cards, without, divided.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure must stop")]

use std::sync::Arc;

use signoff_benches::{commands, exchange, file, powered};
use signoff_protocol::es10c::{GetEidRequest, GetProfilesInfoRequest};
use signoff_protocol::message::Encode;
use signoff_simulator::card::Card;
use signoff_simulator::nvm::Memory;
use signoff_simulator::pki::Pki;

/// Resident memory, KiB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[expect(
    clippy::print_stdout,
    reason = "figures for a person are all that this program makes"
)]
fn main() {
    let description = file(8);
    let requests = [GetEidRequest.to_der(), GetProfilesInfoRequest::default().to_der()].map(|r| commands(&r));
    let shared = Arc::new(Pki::generate(description.eid.unwrap(), 1).unwrap());
    // All stay alive: memory that was given back would be counted too low the second time.
    let mut alive = Vec::new();
    for (keys, count) in [("shared", 100), ("shared", 10_000), ("own", 100), ("own", 10_000)] {
        let before = resident();
        let cards: Vec<Card> = (0..count)
            .map(|seed| {
                let pki = (keys == "shared").then(|| Arc::clone(&shared));
                let card = Card::build(&description, seed, Box::new(Memory::new()), pki);
                let mut card = powered(card.unwrap());
                for commands in &requests {
                    exchange(&mut card, commands);
                }
                card
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a few gibibytes at most")]
        let each = (resident() - before) as f64 / cards.len() as f64;
        println!("{count:>6} cards with 8 profiles, keys {keys:>6}: {each:>6.1} KiB a card");
        alive.push(cards);
    }
}
