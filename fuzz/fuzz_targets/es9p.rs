//! Bodies of ES9+ requests: the SM-DP+ answers each with a status that the interface has, and never loses an order.
//! The first byte chooses the function.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::smdp::{HttpRequest, MemoryStore, Smdp, SmdpFile};

const FUNCTIONS: [&str; 5] = [
    "initiateAuthentication",
    "authenticateClient",
    "getBoundProfilePackage",
    "handleNotification",
    "cancelSession",
];

static SMDP: LazyLock<(Smdp, String)> = LazyLock::new(|| {
    let text = signoff_fixtures::smdp("travel").expect("it ships");
    let file = SmdpFile::parse(&text).expect("an SM-DP+");
    let address = file.addresses.first().expect("an address").clone();
    let pki = SmdpPki::generate(1, &file.oid).expect("certificates");
    let smdp = Smdp::new(&file, pki, Box::new(MemoryStore::default()), 1).expect("an SM-DP+");
    (smdp, address)
});

fuzz_target!(|input: &[u8]| {
    let Some((choice, body)) = input.split_first() else { return };
    let (smdp, address) = &*SMDP;
    let before = smdp.profiles();
    let function = FUNCTIONS[usize::from(*choice) % FUNCTIONS.len()];
    let request = HttpRequest {
        address: address.clone(),
        path: format!("/gsma/rsp2/es9plus/{function}"),
        headers: vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("X-Admin-Protocol".to_owned(), "gsma/rsp/v2.2.2".to_owned()),
        ],
        body: body.to_vec(),
    };
    let response = smdp.handle(&request, jiff::Timestamp::UNIX_EPOCH);
    match response.status {
        200 => drop(serde_json::from_slice::<serde_json::Value>(&response.body).expect("JSON in a 200")),
        204 => assert!(response.body.is_empty(), "a 204 with a body"),
        400..=599 => {}
        other => panic!("status {other}"),
    }
    assert_eq!(smdp.profiles(), before, "a forged request changed the state of a profile");
});
