//! Every reason for which an installation fails, in the result that the SM-DP+ gets.

use signoff_protocol::es8p::{ConfigureIsdpRequest, StoreMetadataRequest};
use signoff_protocol::es10b::FinalResult;
use signoff_protocol::es10c::GetProfilesInfoRequest;
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::Encode;
use signoff_protocol::profile::{OperatorId, PolicyRules, ProfileClass, tags};
use signoff_protocol::tlv::Bits;

use crate::device::{Device, outcome};
use crate::server::{Package, Server, iccid, metadata, replaced_keys, upp, upp_with};

/// The result of a package; afterwards the card takes no more segments, and the same one without the mistake.
#[track_caller]
fn check(more: &str, want: &str, change: impl Fn(&mut Package)) {
    check_segments(more, want, |server, otpk| {
        let mut package = Package::new();
        change(&mut package);
        server.bind(otpk, &package).segments()
    });
}

#[track_caller]
fn check_segments(more: &str, want: &str, make: impl Fn(&Server, &[u8]) -> Vec<Vec<u8>>) {
    let (mut device, server) = (Device::new(more), Server::new());
    let otpk = device.prepare(&server).value.euicc_otpk;
    let segments = make(&server, &otpk);
    let result = device.load(&segments);
    assert_eq!(outcome(&result), want);
    assert_eq!(result.metadata.address, "smdp.example");
    if !want.ends_with("incorrectInputValues") {
        let unknown = ["initialise", "configure", "storeMetadata: scp03t"];
        let unknown = unknown.iter().any(|early| want.starts_with(early));
        assert_eq!(result.metadata.iccid, (!unknown).then_some(iccid()), "{want}");
    }
    for segment in segments.iter().rev().take(2) {
        assert_eq!(
            device.request(segment),
            Some(Err("6985".to_owned())),
            "{want}: more segments"
        );
    }
    assert_eq!(device.profiles(), [], "{want}");
    assert_eq!(
        device.results(),
        [(1, want.to_owned())],
        "kept until it is delivered"
    );
    device.power_cycle();
    assert_eq!(device.results(), [(1, want.to_owned())]);
    if more.is_empty() {
        assert_eq!(
            outcome(&device.download(&server, &Package::new())),
            "success",
            "after {want}"
        );
    }
}

fn metadata_with(change: impl Fn(&mut StoreMetadataRequest)) -> Vec<u8> {
    let mut metadata = metadata();
    change(&mut metadata);
    metadata.to_der()
}

#[test]
fn initialise_secure_channel() {
    let of = |reason: &str| format!("initialiseSecureChannel: {reason}");
    check("", &of("invalidTransactionId"), |package| {
        package.transaction_id = TransactionId::from_bytes(&[1, 2]).unwrap();
    });
    check("", &of("unsupportedRemoteOperationType"), |package| {
        package.remote_op_id = 2;
    });
    check("", &of("unsupportedCrtValues"), |package| {
        package.template.key_type = 0x80;
    });
    check("", &of("unsupportedCrtValues"), |package| {
        package.template.key_len = 0x20;
    });
    check("", &of("incorrectInputValues"), |package| {
        package.smdp_otpk = Some([&[4][..], &[0x11; 64]].concat());
    });
    check_segments("", &of("invalidSignature"), |server, otpk| {
        let mut package = server.bind(otpk, &Package::new());
        let signed = package.initialise_secure_channel.signed_part(otpk);
        package.initialise_secure_channel.signature = server.pki.dp_auth().sign(&signed).to_vec();
        package.segments()
    });
    check_segments("", &of("incorrectInputValues"), |server, otpk| {
        let mut segments = server.bind(otpk, &Package::new()).segments();
        segments[0] = b"\xBF\x36\x20\xBF\x23\x00".to_vec();
        segments
    });
}

#[test]
fn configure_isdp() {
    let of = |reason: &str| format!("configureISDP: {reason}");
    check("", &of("incorrectInputValues"), |package| {
        package.configure = vec![0xBF, 0x25, 0];
    });
    check("", &of("incorrectInputValues"), |package| {
        package.configure = ConfigureIsdpRequest {
            dp_proprietary_data: Some(vec![0x80, 3, 0x88, 0x37, 0x0B]),
            ..ConfigureIsdpRequest::default()
        }
        .to_der();
    });
    check("", &of("incorrectInputValues"), |package| {
        package.configure = ConfigureIsdpRequest {
            dp_proprietary_data: Some([&[0x81, 125][..], &[0; 125]].concat()),
            ..ConfigureIsdpRequest::default()
        }
        .to_der();
    });
    for segment in [
        &b"\xA0\x00"[..],
        b"\xA0\x02\x86\x00",
        b"\xA1\x05",
        b"\xA0\x04\x87\x02\x00\x00",
    ] {
        check_segments("", &of("scp03tStructureError"), |server, otpk| {
            let mut segments = server.bind(otpk, &Package::new()).segments();
            segments[1] = segment.to_vec();
            segments
        });
    }
    check_segments("", &of("scp03tSecurityError"), |server, otpk| {
        let mut segments = server.bind(otpk, &Package::new()).segments();
        *segments[1].last_mut().unwrap() ^= 1;
        segments
    });
}

#[test]
fn store_metadata() {
    let of = |reason: &str| format!("storeMetadata: {reason}");
    let with = |change: fn(&mut StoreMetadataRequest)| {
        move |package: &mut Package| package.metadata = metadata_with(change)
    };
    let input = of("incorrectInputValues");
    check(
        "",
        &input,
        with(|metadata| metadata.service_provider_name = "x".repeat(33)),
    );
    check(
        "",
        &input,
        with(|metadata| metadata.profile_name = "x".repeat(65)),
    );
    check("", &input, with(|metadata| metadata.icon = Some(vec![0; 10])));
    check("", &input, |package| package.metadata = vec![0xBF, 0x25, 0]);
    check(
        "personality: {test_profiles: false}",
        &of("unsupportedProfileClass"),
        with(|metadata| metadata.class = ProfileClass::Test),
    );
    check_segments("", &of("scp03tSecurityError"), |server, otpk| {
        let mut segments = server.bind(otpk, &Package::new()).segments();
        *segments[3].last_mut().unwrap() ^= 1;
        segments
    });
    check_segments("", &of("scp03tStructureError"), |server, otpk| {
        let mut segments = server.bind(otpk, &Package::new()).segments();
        segments.swap(2, 3);
        segments
    });
}

fn with_ppr1(metadata: &mut StoreMetadataRequest) {
    metadata.policy_rules = Some(PolicyRules(Bits::only(PolicyRules::PPR1_BIT)));
    metadata.owner = Some(OperatorId {
        mcc_mnc: "206-01".parse().unwrap(),
        gid1: None,
        gid2: None,
    });
}

#[test]
fn policy_rules_need_the_rules_authorisation_table() {
    let refused = "storeMetadata: pprNotAllowed";
    let rules = |package: &mut Package| package.metadata = metadata_with(with_ppr1);
    check("", refused, rules);
    check(
        "rat: [{rules: [ppr1], operators: [{mcc_mnc: 206-10}]}]",
        refused,
        rules,
    );
    let table = "rat: [{rules: [ppr1], operators: [{mcc_mnc: 206-01}]}]";
    check(
        &format!("{table}\npersonality: {{forbidden_rules: [ppr1]}}"),
        refused,
        rules,
    );
    let (mut device, server) = (Device::new(table), Server::new());
    let mut package = Package::new();
    rules(&mut package);
    assert_eq!(outcome(&device.download(&server, &package)), "success");
    let request = GetProfilesInfoRequest {
        tag_list: Some(vec![tags::POLICY_RULES]),
        ..GetProfilesInfoRequest::default()
    };
    assert_eq!(
        device.es10(&request).unwrap(),
        b"\xBF\x2D\x08\xA0\x06\xE3\x04\x99\x02\x06\x40"
    );
}

#[test]
fn replace_session_keys() {
    let of = |reason: &str| format!("replaceSessionKeys: {reason}");
    let with_keys = |server: &Server, otpk: &[u8]| {
        let mut package = Package::new();
        package.keys = Some(replaced_keys());
        let segments = server.bind(otpk, &package).segments();
        let place = segments.iter().position(|segment| segment[0] == 0xA2).unwrap();
        (segments, place)
    };
    let check = |want: &str, change: fn(&mut Vec<u8>)| {
        let (mut device, server) = (Device::new(""), Server::new());
        let otpk = device.prepare(&server).value.euicc_otpk;
        let (mut segments, place) = with_keys(&server, &otpk);
        change(&mut segments[place]);
        assert_eq!(outcome(&device.load(&segments)), of(want));
    };
    check("scp03tSecurityError", |segment| *segment.last_mut().unwrap() ^= 1);
    check("scp03tStructureError", |segment| *segment = vec![0xA2, 0]);
}

#[test]
fn load_profile_elements() {
    let of = |reason: &str| format!("loadProfileElements: {reason}");
    check_segments("", &of("scp03tSecurityError"), |server, otpk| {
        let mut segments = server.bind(otpk, &Package::new()).segments();
        *segments.last_mut().unwrap().last_mut().unwrap() ^= 1;
        segments
    });
    for (place, segment) in [
        (4, &b"\xA3\x00"[..]),
        (4, b"\x88\x00"),
        (5, b"\x88\x00"),
        (5, b"\xA3\x82\x0B\xF8"),
    ] {
        check_segments("", &of("scp03tStructureError"), |server, otpk| {
            let mut segments = server.bind(otpk, &Package::new()).segments();
            segments[place] = segment.to_vec();
            segments
        });
    }
    check(
        "personality: {profile_memory_bytes: 2000}",
        &of("installFailedDueToInsufficientMemoryForProfile"),
        |_| {},
    );
    check(
        "personality: {profile_memory_bytes: 14000}",
        &of("installFailedDueToInsufficientMemoryForProfile"),
        |_| {},
    );
}

#[test]
fn packages_that_the_installer_refuses() {
    let of = |reason: &str| format!("loadProfileElements: {reason}");
    check("", &of("installFailedDueToPEProcessingError"), |package| {
        package.upp.truncate(1000);
    });
    check("", &of("installFailedDueToDataMismatch"), |package| {
        package.upp = upp("8932990000000000025".parse().unwrap());
    });
    check("", &of("testProfileInstallFailedDueToInvalidNaaKey"), |package| {
        package.metadata = metadata_with(|metadata| metadata.class = ProfileClass::Test);
        package.upp = upp_with(iccid(), "    key: \"0F1E2D3C4B5A69788796A5B4C3D2E1F0\"\n");
    });
    let (mut device, server) = (Device::new(""), Server::new());
    let mut package = Package::new();
    package.upp.truncate(1000);
    match device.download(&server, &package).final_result {
        FinalResult::Error { sima_response, .. } => assert!(sima_response.is_some(), "which element it was"),
        success @ FinalResult::Success { .. } => panic!("{success:?}"),
    }
}
