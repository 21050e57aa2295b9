//! Round trips to a card in process, a removal beside its signatures, and many cards at once.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark whose card does not answer must stop"
)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use signoff_benches::{CHANNEL, commands, exchange, file, powered};
use signoff_harness::transport::{ChannelOpened, SimulatorTransport, Transport};
use signoff_protocol::apdu::{CommandApdu, StatusWord};
use signoff_protocol::es10b::{
    NotificationSearch, RemoveNotificationFromListRequest, RetrieveNotificationsListRequest,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, GetEidRequest, GetProfilesInfoRequest,
};
use signoff_protocol::id::{Aid, SeqNumber};
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
        through_the_transport(&mut group, &request);
        group.finish();
    }
}

/// Round trips in one go on the runtime, as the LPA makes them: entering the runtime is not what is asked.
const IN_ONE_GO: u64 = 100;

fn through_the_transport(group: &mut BenchmarkGroup<'_, WallTime>, request: &[u8]) {
    let commands: Vec<CommandApdu> = commands(request)
        .iter()
        .map(|command| CommandApdu::parse(command).unwrap())
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut link: Box<dyn Transport> = Box::new(SimulatorTransport::new(file(8), 1).unwrap());
    let opened = runtime.block_on(link.open_channel(&Aid::ISD_R)).unwrap();
    assert!(matches!(opened, ChannelOpened::Opened { channel, .. } if channel == CHANNEL));
    group.throughput(Throughput::Elements(IN_ONE_GO));
    group.bench_function("through the transport", |b| {
        b.iter(|| {
            runtime.block_on(async {
                for _ in 0..IN_ONE_GO {
                    converse(link.as_mut(), black_box(&commands)).await;
                }
            });
        });
    });
}

async fn converse(link: &mut dyn Transport, commands: &[CommandApdu]) {
    for command in commands {
        let mut answer = link.transmit(command).await.unwrap();
        while let [0x61, more] = answer.status.to_bytes() {
            let le = if more == 0 { 256 } else { u32::from(more) };
            let get = CommandApdu::new(CHANNEL.interindustry(), 0xC0, 0, 0).with_le(le);
            answer = link.transmit(&get).await.unwrap();
        }
        assert_eq!(answer.status, StatusWord::OK);
        black_box(answer);
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
        b.iter(|| Card::new(&description, black_box(1)));
    });
    group.finish();
}

criterion_group!(benches, round_trips, signed_removal, many);
criterion_main!(benches);
