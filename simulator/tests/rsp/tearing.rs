//! The power is cut at every write and after every segment of a download. Afterwards the profile is there with its
//! result, or is not there and its SM-DP+ is told of the interruption; numbers never come twice.

use signoff_protocol::es10b::{AuthenticateServerResponse, PrepareDownloadResponse};
use signoff_protocol::message::{Decode, Encode};
use signoff_simulator::card::CardFault;

use crate::device::{Device, outcome};
use crate::server::{Package, Server, replaced_keys};

const MAX_WRITES: u32 = 64;

fn package() -> Package {
    let mut package = Package::new();
    package.keys = Some(replaced_keys());
    package
}

/// What is true whenever the power comes back: at most one result, and it fits the profiles.
#[track_caller]
fn settled(device: &mut Device, context: &str) -> Vec<(u32, String)> {
    let results = device.results();
    let pending = device.pending().len();
    match results.as_slice() {
        [] => assert_eq!((device.profiles().len(), pending), (0, 0), "{context}"),
        [(1, result)] if result == "success" => {
            assert_eq!((device.profiles().len(), pending), (1, 3), "{context}");
        }
        [(1, result)] => {
            assert!(
                result.ends_with("installFailedDueToInterruption"),
                "{context}: {result}"
            );
            assert_eq!((device.profiles().len(), pending), (0, 1), "{context}");
        }
        other => panic!("{context}: {other:?}"),
    }
    results
}

/// The next download succeeds, or finds the profile there; its number is a new one.
#[track_caller]
fn goes_on(device: &mut Device, server: &Server, before: &[(u32, String)], context: &str) {
    let highest = device
        .pending()
        .iter()
        .map(|pending| pending.metadata().seq_number.get())
        .max();
    let result = device.download(server, &package());
    let installed = before.iter().any(|(_, result)| result == "success");
    let want = if installed {
        "storeMetadata: installFailedDueToIccidAlreadyExistsOnEuicc"
    } else {
        "success"
    };
    assert_eq!(outcome(&result), want, "{context}");
    assert!(Some(result.metadata.seq_number.get()) > highest, "{context}");
}

#[test]
fn a_cut_after_every_segment() {
    let server = Server::new();
    let count = Device::new("").bind(&server, &package()).len();
    for cut in 1..=count {
        for warm in [false, true] {
            let mut device = Device::new("");
            let segments = device.bind(&server, &package());
            for segment in &segments[..cut] {
                device.request(segment).unwrap().unwrap();
            }
            if warm {
                device.card.reset().unwrap();
                device.activate();
            } else {
                device.power_cycle();
            }
            let context = format!("cut after segment {cut} of {count}, warm reset: {warm}");
            let results = settled(&mut device, &context);
            let want = match cut {
                1 => "configureISDP: installFailedDueToInterruption",
                2..=3 => "storeMetadata: installFailedDueToInterruption",
                cut if cut < count => "loadProfileElements: installFailedDueToInterruption",
                _ => "success",
            };
            assert_eq!(results, [(1, want.to_owned())], "{context}");
            goes_on(&mut device, &server, &results, &context);
        }
    }
}

#[test]
fn a_cut_at_every_write() {
    let server = Server::new();
    let mut outcomes = Vec::new();
    for cut in 0..MAX_WRITES {
        let mut device = Device::new("");
        device.card.arm(CardFault::PowerCutAtWrite(cut));
        let done = download(&mut device, &server);
        device.power_cycle();
        let context = format!("cut at write {cut}");
        let results = settled(&mut device, &context);
        if done {
            assert_eq!(results, [(1, "success".to_owned())], "{context}");
            assert!(outcomes.contains(&0), "no cut left nothing");
            assert!(outcomes.contains(&1), "no cut left a result");
            return;
        }
        outcomes.push(results.len());
        goes_on(&mut device, &server, &results, &context);
    }
    panic!("not finished within {MAX_WRITES} writes");
}

/// The writes with which an interruption is settled at the next power on may be torn, too.
#[test]
fn a_cut_while_an_interruption_is_settled() {
    let server = Server::new();
    for cut in 0..MAX_WRITES {
        let mut device = Device::new("");
        let segments = device.bind(&server, &package());
        for segment in &segments[..5] {
            device.request(segment).unwrap().unwrap();
        }
        device.card.power_off();
        device.card.arm(CardFault::PowerCutAtWrite(cut));
        let done = device.card.power_on().is_ok();
        device.power_cycle();
        let context = format!("cut at write {cut}");
        let results = settled(&mut device, &context);
        assert_eq!(results.len(), 1, "{context}: reported once and only once");
        if done {
            assert!(cut > 0, "nothing was written");
            return;
        }
        goes_on(&mut device, &server, &results, &context);
    }
    panic!("not finished within {MAX_WRITES} writes");
}

/// A download on a card that may lose its power at any time; `false`: it did.
fn download(device: &mut Device, server: &Server) -> bool {
    let challenge = device.challenge();
    let ok = device.request(&server.authenticate(challenge).to_der());
    let Some(Ok(ok)) = ok else { return false };
    let Ok(AuthenticateServerResponse::Ok(ok)) = AuthenticateServerResponse::from_der(&ok) else {
        panic!("not authenticated");
    };
    let Some(Ok(prepared)) = device.request(&server.prepare(&ok).to_der()) else {
        return false;
    };
    let Ok(PrepareDownloadResponse::Ok { euicc_signed2, .. }) = PrepareDownloadResponse::from_der(&prepared)
    else {
        panic!("not prepared");
    };
    let segments = server
        .bind(&euicc_signed2.value.euicc_otpk, &package())
        .segments();
    segments.iter().all(|segment| device.request(segment).is_some())
}
