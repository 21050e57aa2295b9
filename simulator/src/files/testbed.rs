//! A small file system for tests, with a rule of each kind.

use signoff_protocol::hex;
use signoff_protocol::id::Aid;

use super::{
    AkaAlgorithm, AkaParameters, DirectorySpec, FileHandle, FileKind, FileSpec, FileSystem, LinkSpec,
    MilenageParameters, PinSpec, Position, PukSpec, SecurityRule, SequenceNumbers,
};

pub(super) const PIN1: [u8; 8] = *b"1111\xFF\xFF\xFF\xFF";
pub(super) const PIN2: [u8; 8] = *b"2222\xFF\xFF\xFF\xFF";
pub(super) const PUK1: [u8; 8] = *b"12345678";

/// Rules by record: 1 read always; 2 read always, update and increase PIN 1; 3 read PIN 1, update ADM; 4 read
/// always, update and (de)activate PIN 2.
const RULES: [&str; 4] = [
    "800101900080011A9700",
    "800101900080011AA406830101950108840132A406830101950108",
    "800101A40683010195010880011AA40683010A950108",
    "800101900080011AA406830181950108",
];

#[expect(clippy::unnecessary_wraps, reason = "as the specifications of files want it")]
pub(super) fn rule(record: u8) -> Option<SecurityRule> {
    Some(SecurityRule { file: 0x2F06, record })
}

pub(super) fn file(files: &FileSystem, path: &[u16]) -> FileHandle {
    files.by_path(path).unwrap()
}

pub(super) fn at(files: &FileSystem, path: &[u16]) -> Position {
    files.position(file(files, path))
}

/// MF with EF_ARR and EF `2FE2`; USIM with a transparent file, a linear fixed and a cyclic one, a DF below and a
/// link beside.
pub(super) fn files() -> FileSystem {
    let mut files = FileSystem::new();
    files.describe_mf(DirectorySpec {
        pins: vec![0x01, 0x0A],
        ..DirectorySpec::new(0x3F00)
    });
    let mf = FileHandle::MF;
    let rules: Vec<u8> = RULES
        .iter()
        .flat_map(|rule| {
            let mut rule = hex::decode(rule).unwrap();
            rule.resize(32, 0xFF);
            rule
        })
        .collect();
    let with = |fid, kind, record, content: &[u8]| FileSpec {
        content: content.to_vec(),
        security: rule(record),
        ..FileSpec::new(fid, kind)
    };
    let kind = FileKind::LinearFixed { record: 32, count: 4 };
    files.create_file(mf, with(0x2F06, kind, 1, &rules)).unwrap();
    let kind = FileKind::Transparent { size: 10 };
    files.create_file(mf, with(0x2FE2, kind, 1, &[0x98, 1])).unwrap();
    files.add_puk(mf, PukSpec::new(1, PUK1)).unwrap();
    let pin = PinSpec::new(1, PIN1);
    files.add_pin(mf, PinSpec { puk: Some(1), ..pin }).unwrap();
    files.add_pin(mf, PinSpec::new(0x0A, [5; 8])).unwrap();
    let usim = files
        .create_directory(
            mf,
            DirectorySpec {
                aid: Some(Aid::from_bytes(&[0xA0, 0, 0, 0, 0x87, 0x10, 0x02]).unwrap()),
                pins: vec![0x01, 0x81, 0x0A],
                ..DirectorySpec::new(0x7FD0)
            },
        )
        .unwrap();
    files.add_pin(usim, PinSpec::new(0x81, PIN2)).unwrap();
    let aka = AkaParameters {
        algorithm: AkaAlgorithm::Milenage(MilenageParameters::new([7; 16], [8; 16])),
        sequence: SequenceNumbers::default(),
    };
    files.set_aka(usim, aka).unwrap();
    let kind = FileKind::Transparent { size: 9 };
    files
        .create_file(
            usim,
            FileSpec {
                sfi: Some(7),
                ..with(0x6F07, kind, 3, &[8, 0x29])
            },
        )
        .unwrap();
    let kind = FileKind::LinearFixed { record: 4, count: 3 };
    files
        .create_file(usim, with(0x6F3A, kind, 2, b"abcdefgh"))
        .unwrap();
    let kind = FileKind::Cyclic { record: 3, count: 3 };
    files
        .create_file(usim, with(0x6F39, kind, 2, &[0, 0, 1, 0, 0, 0, 0, 0, 0]))
        .unwrap();
    let kind = FileKind::Transparent { size: 4 };
    let special = with(0x6F4B, kind, 4, &[]);
    files.create_file(usim, special).unwrap();
    let telecom = files.create_directory(usim, DirectorySpec::new(0x5F3A)).unwrap();
    let target = file(&files, &[0x7FD0, 0x6F3A]);
    let link = LinkSpec {
        fid: 0x4F3A,
        sfi: None,
        security: None,
    };
    files.create_link(telecom, &link, target).unwrap();
    files.create_directory(usim, DirectorySpec::new(0x5F3B)).unwrap();
    files
}

/// Spends a try and compares, as the card does.
pub(super) fn pin_command(
    files: &mut FileSystem,
    from: FileHandle,
    reference: u8,
    command: super::PinCommand,
    values: &[[u8; 8]],
) -> u16 {
    let result = files.secret_of(from, reference, command).and_then(|place| {
        files.spend_try(place)?;
        files.compare(place, values[0])?;
        files.carry_out(from, reference, command, values.get(1).copied())
    });
    result.map_or_else(signoff_protocol::apdu::StatusWord::get, |()| 0x9000)
}
