//! A profile of 12 KiB from SM-DP+ to card in process, beside the public-key operations that it can't do without,
//! and a thousand sessions that are open at once.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark whose download fails must stop"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_benches::{CHANNEL, commands, powered};
use signoff_protocol::es8p;
use signoff_protocol::es9p::{
    AuthenticateClientRequest, AuthenticateClientResult, Es9pFunction, GetBoundProfilePackageRequest,
    GetBoundProfilePackageResult, HandleNotificationRequest, InitiateAuthenticationRequest,
    InitiateAuthenticationResult, Response, from_json, to_json,
};
use signoff_protocol::es10b::{
    AuthenticateServerRequest, CtxParams1, DeviceCapabilities, DeviceInfo, GetEuiccChallengeRequest,
    GetEuiccChallengeResponse, GetEuiccInfo1Request, PrepareDownloadRequest, ServerSigned1, SmdpSigned2,
};
use signoff_protocol::id::{Eid, TransactionId};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::{PROFILE_INSTALLATION_RESULT, SIGNATURE};
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::Tlv;
use signoff_simulator::card::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::nvm::Memory;
use signoff_simulator::pki::TestCi;
use signoff_simulator::rsp::{Curve, OneTimeKey};
use signoff_simulator::smdp::{HttpRequest, MemoryStore, ProfileState, Smdp, SmdpFile};
use signoff_simulator::upp;

const HOST: &str = "smdp.example";
const SEED: u64 = 1;
const SESSIONS: usize = 1000;
const THREADS: usize = 2;

/// Entries of a list in YAML.
fn list(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(", ")
}

/// An SM-DP+ with released profiles of about 12 KiB, as those of test profiles have.
fn smdp(ci: &TestCi, profiles: usize) -> Smdp {
    let yaml = format!(
        "about: A bench.\naddresses: [{HOST}]\nprofiles:\n  - state: released\n    profile: {{name: p0, iccid: \
         \"8988211900000000000\", imsi: \"901700000000011\", service_provider_name: Travel, profile_name: Data, \
         contacts: [{}], messages: [{}]}}\n",
        list(60, |entry| format!(
            "{{name: Contact number {entry}, number: \"+3200000{entry:04}\"}}"
        )),
        list(42, |entry| format!(
            "{{number: \"+3200000{entry:04}\", text: {}}}",
            "Arrived. ".repeat(16).trim()
        )),
    );
    let mut file = SmdpFile::parse(&yaml).unwrap();
    let first = file.profiles.remove(0);
    file.profiles = (0..profiles)
        .map(|number| {
            let mut next = first.clone();
            next.matching_id = Some(number.to_string());
            next.profile.name = format!("p{number}");
            next.profile.iccid = format!("89882119{number:011}").parse().unwrap();
            next
        })
        .collect();
    let pki = ci.smdp(&file.oid).unwrap();
    let smdp = Smdp::new(&file, pki, Box::new(MemoryStore::new()), SEED).unwrap();
    for profile in &file.profiles {
        let package = upp::build(&profile.profile);
        assert!(
            (11_000..13_500).contains(&package.len()),
            "{} bytes",
            package.len()
        );
        smdp.set_upp(profile.profile.iccid, package).unwrap();
    }
    smdp
}

/// Cards of one maker: what one of them has verified the others know.
fn card(ci: &TestCi, number: usize) -> Card {
    let eid = Eid::with_check_digits(&format!("89049032123451234512345678{number:04}")).unwrap();
    let file = CardFile::parse(&format!("about: A bench.\neid: \"{eid}\"\n")).unwrap();
    let pki = Arc::new(ci.euicc(eid).unwrap());
    powered(Card::build(&file, SEED, Box::new(Memory::new()), Some(pki)).unwrap())
}

/// What the card answers to one request.
fn ask(card: &mut Card, request: &[u8]) -> Vec<u8> {
    let mut answered = Vec::new();
    for command in commands(request) {
        let mut answer = card.transmit(&command).unwrap();
        while let [data @ .., 0x61, more] = answer.as_slice() {
            answered.extend_from_slice(data);
            let more = [CHANNEL.interindustry(), 0xC0, 0, 0, *more];
            answer = card.transmit(&more).unwrap();
        }
        assert_eq!(answer[answer.len() - 2..], [0x90, 0x00]);
        answered.extend_from_slice(&answer[..answer.len() - 2]);
    }
    answered
}

fn post<Q: Serialize>(smdp: &Smdp, function: Es9pFunction, request: &Q) -> Vec<u8> {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let request = HttpRequest {
        address: HOST.to_owned(),
        path: function.path().to_owned(),
        headers: vec![
            header("Content-Type", "application/json"),
            header("X-Admin-Protocol", "gsma/rsp/v2.2.2"),
        ],
        body: to_json(request),
    };
    let response = smdp.handle(&request, Timestamp::from_second(1_790_000_000).unwrap());
    assert!(matches!(response.status, 200 | 204));
    response.body
}

fn call<Q: Serialize, A: DeserializeOwned>(smdp: &Smdp, function: Es9pFunction, request: &Q) -> A {
    let response: Response<A> = from_json(&post(smdp, function, request)).unwrap();
    response
        .into_result()
        .map_err(|header| format!("{header:?}"))
        .unwrap()
}

fn signed<T: Decode>(structure: &[u8], signature: &[u8]) -> Signed<T> {
    let [structure, signature] = [structure, signature].map(|bytes| Tlv::parse_exact(bytes).unwrap());
    assert_eq!(signature.tag(), SIGNATURE);
    Signed::read(structure, signature).unwrap()
}

/// First half of a download: both sides have authenticated themselves.
fn authenticate(smdp: &Smdp, card: &mut Card, matching_id: usize) -> AuthenticateClientResult {
    let euicc_info1 = ask(card, &GetEuiccInfo1Request.to_der());
    let challenge = ask(card, &GetEuiccChallengeRequest.to_der());
    let request = InitiateAuthenticationRequest {
        euicc_challenge: GetEuiccChallengeResponse::from_der(&challenge)
            .unwrap()
            .challenge
            .to_vec(),
        euicc_info1,
        smdp_address: HOST.to_owned(),
    };
    let server: InitiateAuthenticationResult = call(smdp, Es9pFunction::InitiateAuthentication, &request);
    let key_id = Tlv::parse_exact(&server.euicc_ci_pk_id_to_be_used).unwrap();
    let request = AuthenticateServerRequest {
        server_signed1: signed::<ServerSigned1>(&server.server_signed1, &server.server_signature1),
        euicc_ci_pk_id_to_be_used: Some(key_id.value().to_vec()),
        server_certificate: server.server_certificate,
        ctx_params1: CtxParams1 {
            matching_id: Some(matching_id.to_string()),
            device_info: DeviceInfo {
                tac: [0x35, 0x29, 0x06, 0x11],
                capabilities: DeviceCapabilities::default(),
                imei: None,
                unknown: Unknown::none(),
            },
            unknown: Unknown::none(),
        },
        unknown: Unknown::none(),
    };
    let request = AuthenticateClientRequest {
        transaction_id: server.transaction_id,
        authenticate_server_response: ask(card, &request.to_der()),
    };
    call(smdp, Es9pFunction::AuthenticateClient, &request)
}

/// Second half: the package is bound, loaded, and its installation reported.
fn install(smdp: &Smdp, card: &mut Card, offer: AuthenticateClientResult) -> TransactionId {
    let request = PrepareDownloadRequest {
        smdp_signed2: signed::<SmdpSigned2>(&offer.smdp_signed2, &offer.smdp_signature2),
        hash_cc: None,
        smdp_certificate: offer.smdp_certificate,
        unknown: Unknown::none(),
    };
    let request = GetBoundProfilePackageRequest {
        transaction_id: offer.transaction_id,
        prepare_download_response: ask(card, &request.to_der()),
    };
    let package: GetBoundProfilePackageResult = call(smdp, Es9pFunction::GetBoundProfilePackage, &request);
    let mut result = Vec::new();
    for segment in es8p::segments(&package.bound_profile_package).unwrap() {
        result = ask(card, segment);
    }
    let read = Tlv::parse_exact(&result).unwrap();
    assert_eq!(read.tag(), PROFILE_INSTALLATION_RESULT);
    let request = HandleNotificationRequest {
        pending_notification: result,
    };
    let answer = post(smdp, Es9pFunction::HandleNotification, &request);
    assert!(answer.is_empty());
    offer.transaction_id
}

/// Signatures, verifications, one-time keys and agreements of one download, and nothing else. Of either side: three
/// signatures, a one-time key, an agreement. The eUICC verifies serverSignature1, smdpSignature2 and the signature of
/// InitialiseSecureChannel (certificates of an SM-DP+ that its maker's cards have met are known); the SM-DP+ verifies
/// the eUICC's certificate, which it has never seen, both signatures of its session, and that of the result.
fn public_key_cost(key: &SigningKey, message: &[u8]) {
    let signatures: Vec<Signature> = (0..6).map(|_| key.sign(black_box(message))).collect();
    for number in 0..7 {
        key.verifying_key()
            .verify(black_box(message), &signatures[number % 6])
            .unwrap();
    }
    let [one, two] =
        [[1; 32], [2; 32]].map(|random| OneTimeKey::generate(Curve::P256, black_box(random)).unwrap());
    assert_eq!(one.agree(&two.public()), two.agree(&one.public()));
}

fn one_download(c: &mut Criterion) {
    let mut group = c.benchmark_group("download, one profile");
    let ci = TestCi::generate(SEED).unwrap();
    let smdp = smdp(&ci, 1);
    let iccid = smdp.profiles()[0].0;
    let mut cards = 0;
    group.bench_function("card and SM-DP+", |b| {
        b.iter_batched(
            || {
                smdp.set_state(iccid, ProfileState::Released).unwrap();
                cards += 1;
                card(&ci, cards)
            },
            |mut card| {
                let offer = authenticate(&smdp, &mut card, 0);
                install(&smdp, &mut card, offer)
            },
            BatchSize::PerIteration,
        );
    });
    let key = SigningKey::from_slice(&[7; 32]).unwrap();
    group.bench_function("public-key operations alone", |b| {
        b.iter(|| public_key_cost(&key, &[0x30; 300]));
    });
    group.finish();
}

/// Memory of the process that is in use, KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}

/// Time that the processor spent for this process, on all cores.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.try_into().unwrap_or_default()
}

/// An SM-DP+ with a profile for each of as many cards.
fn thousand() -> (Smdp, Vec<Card>) {
    let ci = TestCi::generate(SEED).unwrap();
    let cards = (0..SESSIONS).map(|number| card(&ci, number)).collect();
    (smdp(&ci, SESSIONS), cards)
}

/// What the sessions themselves take, beside cards and profiles: memory, and time of the processor, which other work
/// on the machine lengthens less than that of the clock.
fn cost_of_sessions() {
    let (smdp, mut cards) = thousand();
    let before = resident();
    let began = processor_time();
    let offers: Vec<_> = cards
        .iter_mut()
        .enumerate()
        .map(|(number, card)| authenticate(&smdp, card, number))
        .collect();
    let open = resident();
    for (card, offer) in cards.iter_mut().zip(offers) {
        install(&smdp, card, offer);
    }
    let took = processor_time().saturating_sub(began).as_secs_f64();
    println!(
        "processor time: {:.2} ms a download, both sides: 2 cores do {:.0} a second",
        took * 1e3 / SESSIONS as f64,
        2.0 * SESSIONS as f64 / took
    );
    println!(
        "memory: {before} KiB with {SESSIONS} cards and profiles, {open} KiB with their sessions open, {} KiB \
         installed",
        resident()
    );
}

fn thousand_sessions(c: &mut Criterion) {
    cost_of_sessions();
    let mut group = c.benchmark_group("downloads, 1,000 sessions open at once on 2 threads");
    group.sample_size(10);
    group.throughput(Throughput::Elements(SESSIONS as u64));
    group.bench_function("card and SM-DP+", |b| {
        b.iter_batched(
            thousand,
            |(smdp, mut cards)| {
                let mut offers: Vec<Option<AuthenticateClientResult>> = Vec::new();
                offers.resize_with(SESSIONS, || None);
                in_threads(&mut cards, &mut offers, |number, card, offer| {
                    *offer = Some(authenticate(&smdp, card, number));
                });
                assert_eq!(smdp.open_sessions(), SESSIONS);
                in_threads(&mut cards, &mut offers, |_, card, offer| {
                    install(&smdp, card, offer.take().unwrap());
                });
                cards
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// Does the step for every session, a share of them on each thread.
fn in_threads(
    cards: &mut [Card],
    offers: &mut [Option<AuthenticateClientResult>],
    step: impl Fn(usize, &mut Card, &mut Option<AuthenticateClientResult>) + Sync,
) {
    let share = cards.len().div_ceil(THREADS);
    std::thread::scope(|scope| {
        for (part, (cards, offers)) in cards.chunks_mut(share).zip(offers.chunks_mut(share)).enumerate() {
            let step = &step;
            scope.spawn(move || {
                for (index, (card, offer)) in cards.iter_mut().zip(offers).enumerate() {
                    step(part * share + index, card, offer);
                }
            });
        }
    });
}

criterion_group!(benches, one_download, thousand_sessions);
criterion_main!(benches);
