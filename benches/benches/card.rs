//! Round trips to a card in process, a removal beside its signatures, and many cards at once.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use signoff_benches::{commands, exchange, file, powered};
use signoff_protocol::es10b::{
    NotificationSearch, RemoveNotificationFromListRequest, RetrieveNotificationsListRequest,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, GetEidRequest, GetProfilesInfoRequest,
};
use signoff_protocol::id::SeqNumber;
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::profile::ProfileTarget;
use signoff_protocol::tlv::Tag;
use signoff_simulator::card::Card;
use signoff_simulator::nvm::Memory;
use signoff_simulator::pki::Pki;

fn pki() -> Arc<Pki> {
    Arc::new(Pki::generate(file(1).eid.unwrap(), 1).unwrap())
}

fn card(profiles: usize, pki: &Arc<Pki>) -> Card {
    let card = Card::build(&file(profiles), 1, Box::new(Memory::new()), Some(Arc::clone(pki)));
    powered(card.unwrap())
}

/// GetProfilesInfo with a tag list so long that it travels in five segments.
fn chain() -> Vec<u8> {
    let tag_list = Some(vec![Tag(0x9F70); 512]);
    GetProfilesInfoRequest {
        tag_list,
        ..GetProfilesInfoRequest::default()
    }
    .to_der()
}

fn round_trips(c: &mut Criterion) {
    let mut card = card(8, &pki());
    for (name, request) in [
        ("GetEID", GetEidRequest.to_der()),
        (
            "GetProfilesInfo, 8 profiles",
            GetProfilesInfoRequest::default().to_der(),
        ),
        ("STORE DATA chain of five", chain()),
    ] {
        let commands = commands(&request);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(1));
        group.bench_function("direct", |b| b.iter(|| exchange(&mut card, black_box(&commands))));
        group.finish();
    }
}

/// The requests of a removal, in order: two of them make a notification, which is retrieved and removed.
fn removal() -> Vec<Vec<Vec<u8>>> {
    let target = ProfileTarget::Iccid(file(1).profiles[0].iccid);
    let retrieve = |seq| RetrieveNotificationsListRequest {
        search: Some(NotificationSearch::SeqNumber(SeqNumber::new(seq))),
    };
    let remove = |seq| RemoveNotificationFromListRequest {
        seq_number: SeqNumber::new(seq),
        unknown: Unknown::none(),
    };
    [
        DisableProfileRequest::new(target, false).to_der(),
        retrieve(1).to_der(),
        remove(1).to_der(),
        DeleteProfileRequest { target }.to_der(),
        retrieve(2).to_der(),
        remove(2).to_der(),
    ]
    .iter()
    .map(|request| commands(request))
    .collect()
}

fn signed_removal(c: &mut Criterion) {
    let pki = pki();
    let requests = removal();
    let message = [0x5A; 48];
    let mut group = c.benchmark_group("removal of the enabled profile");
    group.bench_function("its two signatures alone", |b| {
        b.iter(|| (pki.sign(black_box(&message)), pki.sign(black_box(&message))));
    });
    group.bench_function("direct", |b| {
        b.iter_batched(
            || card(8, &pki),
            |mut card| {
                for commands in &requests {
                    // Disabling needs a fresh channel afterwards: the card closed the one it came on.
                    exchange(&mut card, commands);
                }
                card
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn many(c: &mut Criterion) {
    let pki = pki();
    let commands = commands(&GetEidRequest.to_der());
    let mut group = c.benchmark_group("GetEID, cards in turn");
    group.throughput(Throughput::Elements(1));
    for count in [1_usize, 100, 10_000] {
        let mut cards: Vec<Card> = (0..count).map(|_| card(8, &pki)).collect();
        let mut turn = (0..count).cycle();
        group.bench_function(count.to_string(), |b| {
            b.iter(|| exchange(&mut cards[turn.next().unwrap_or(0)], black_box(&commands)));
        });
    }
    group.finish();

    let mut group = c.benchmark_group("a new card with 8 profiles");
    let description = file(8);
    group.bench_function("keys shared", |b| {
        b.iter(|| Card::build(&description, 1, Box::new(Memory::new()), Some(Arc::clone(&pki))));
    });
    group.bench_function("keys of its own", |b| {
        b.iter(|| Card::new(&description, black_box(1)))
    });
    group.finish();
}

criterion_group!(benches, round_trips, signed_removal, many);
criterion_main!(benches);
