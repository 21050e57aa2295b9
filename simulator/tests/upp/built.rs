//! Packages of simulated profiles, and what the installer makes of them.

use signoff_protocol::hex;
use signoff_protocol::saip::EuiccResponse;
use signoff_simulator::files::{AkaAlgorithm, FileKind, FileSystem};
use signoff_simulator::upp::{NaaKind, UppPlatform, build, install};

use crate::script::{installed, package, profile};

#[track_caller]
fn check(files: &FileSystem, path: &[u16], want: &str) {
    let file = files.by_path(path).expect("a file");
    assert_eq!(
        hex::encode(&files.content(file).expect("content")),
        want,
        "{path:04X?}"
    );
}

#[test]
fn a_profile_reads_as_its_file_says() {
    let installation = install(&build(&profile()), &UppPlatform::default());
    assert_eq!(installation.response, EuiccResponse::ok());
    let profile = installation.result.expect("installed");
    assert_eq!(profile.iccid.to_string(), "8932991000000000015");
    assert_eq!(profile.imsi.as_deref(), Some("206010000000001"));
    let kinds: Vec<_> = profile.naas.iter().map(|naa| naa.kind).collect();
    assert_eq!(kinds, [NaaKind::Usim, NaaKind::Isim]);
    assert!(profile.has_only_test_keys());
    assert_eq!(profile.security_domains.len(), 1);
    let files = &profile.files;
    check(files, &[0x2FE2], "982399010000000010F5");
    check(files, &[0x2F05], &hex::encode(b"enfrnlde"));
    check(files, &[0x7FD0, 0x6F05], &hex::encode(b"enfrnlde"));
    check(files, &[0x7FD0, 0x6F07], "082960100000000010");
    check(files, &[0x7FD0, 0x6F38], &format!("000215{}", "00".repeat(14)));
    check(files, &[0x7FD0, 0x6F3E], "0A");
    check(files, &[0x7FD0, 0x6F40], "07912374000000F1FFFFFFFFFFFF");
    check(files, &[0x7FD0, 0x6F46], "01486F6D65204D6F62696C65FFFFFFFFFF");
    check(files, &[0x7FD0, 0x6F78], "0002");
    check(files, &[0x7FD0, 0x6FAD], "00000002");
    check(files, &[0x7FB0, 0x6FAD], "00000002");
    let domain = b"ims.mnc001.mcc206.3gppnetwork.org";
    check(files, &[0x7FB0, 0x6F03], &format!("8021{}", hex::encode(domain)));
    // A file of the template that the package does not name.
    check(files, &[0x7FD0, 0x6F7E], "FFFFFFFFFFFFFF0000FF01");
    check(files, &[0x7FD0, 0x6FE3], &format!("{}000001", "FF".repeat(15)));
}

#[test]
fn contacts_and_messages_stand_in_their_records() {
    let profile = installed(&package()).result.expect("installed");
    let files = &profile.files;
    let adn = files.by_path(&[0x7F10, 0x5F3A, 0x4F3A]).expect("EF_ADN");
    assert_eq!(
        files.kind(adn),
        Some(FileKind::LinearFixed {
            record: 44,
            count: 10
        })
    );
    let content = files.content(adn).expect("records");
    assert!(content.starts_with(b"Mam\xFF"));
    assert_eq!(content[44], 0x80);
    assert!(content[88..].iter().all(|byte| *byte == 0xFF));
    let old = files.by_path(&[0x7F10, 0x6F3A]).expect("the link");
    assert_eq!(files.content(old), Some(content));
    let sms = files.by_path(&[0x7FD0, 0x6F3C]).expect("EF_SMS");
    let content = files.content(sms).expect("records");
    assert_eq!(content.len(), 1760);
    assert_eq!((content[0], content[176], content[177]), (0x03, 0x00, 0xFF));
}

#[test]
fn packages_are_small_and_the_same_each_time() {
    let upp = build(&profile());
    assert_eq!(upp, build(&profile()));
    assert!((1500..3000).contains(&upp.len()), "{} bytes", upp.len());
    assert_eq!(upp.first(), Some(&0xA0));
    let memory = install(&upp, &UppPlatform::default())
        .result
        .expect("installed")
        .memory_bytes;
    assert!((4_000..10_000).contains(&memory), "{memory} bytes");
}

#[test]
fn algorithms() {
    use signoff_simulator::card_file::AlgorithmName;
    for (algorithm, key, is) in [
        (AlgorithmName::Milenage, 16, 0),
        (AlgorithmName::Tuak, 16, 1),
        (AlgorithmName::Tuak, 32, 1),
        (AlgorithmName::Test, 16, 2),
    ] {
        let mut file = profile();
        file.algorithm = Some(algorithm);
        file.key = Some(vec![0x5A; key]);
        let installed = install(&build(&file), &UppPlatform::default())
            .result
            .expect("installed");
        assert!(!installed.has_only_test_keys());
        let own = installed.files.aka(installed.naas[0].directory).expect("a key");
        let kind = match own.algorithm {
            AkaAlgorithm::Milenage(_) => 0,
            AkaAlgorithm::Tuak(_) => 1,
            AkaAlgorithm::TestXor { .. } => 2,
        };
        assert_eq!(kind, is, "{algorithm:?}");
    }
}

#[test]
fn every_profile_of_the_cards_that_ship_installs() {
    for name in signoff_fixtures::cards() {
        let text = signoff_fixtures::card(&name).expect("a card");
        let card = signoff_simulator::card_file::CardFile::parse(&text).expect("a card file");
        for profile in &card.profiles {
            let installed = install(&build(profile), &UppPlatform::default()).result;
            let installed = installed.unwrap_or_else(|failure| panic!("{name} {}: {failure}", profile.name));
            assert_eq!(installed.iccid, profile.iccid);
            assert_eq!(installed.imsi.as_deref(), Some(profile.imsi.as_str()));
        }
    }
}
