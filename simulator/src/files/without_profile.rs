//! The files of a card on which no profile is enabled.

use super::{DirectorySpec, FileHandle, FileKind, FileSpec, FileSystem, SecurityRule};
use crate::personality::NoProfile;

/// ICCID that some cards show when no profile is enabled.
const DEFAULT_ICCID: [u8; 10] = [0x98, 0x00, 0x10, 0x32, 0x54, 0x76, 0x98, 0x10, 0x32, 0x85];
/// Read always; anything else never (TS 102 221 §9.2.4).
const ACCESS_RULE: [u8; 10] = [0x80, 0x01, 0x01, 0x90, 0x00, 0x80, 0x01, 0x1A, 0x97, 0x00];
/// Records of EF_DIR.
const DIR_RECORD: u8 = 38;
const LANGUAGES: &[u8] = b"enfrnlde";
/// The first record of the EF_ARR of the MF.
const RULE: SecurityRule = SecurityRule {
    file: 0x2F06,
    record: 1,
};
/// Key references of the PIN of the first application and of the first administrator.
const PINS: [u8; 2] = [0x01, 0x0A];

/// The files that a card shows while no profile is enabled.
pub(crate) fn files_without_profile(kind: NoProfile) -> FileSystem {
    let mut files = FileSystem::new();
    files.describe_mf(DirectorySpec {
        pins: PINS.to_vec(),
        security: Some(RULE),
        ..DirectorySpec::new(0x3F00)
    });
    if kind == NoProfile::DefaultIccid {
        add_record(&mut files, 0x2F00, 0x1E, vec![0xFF; usize::from(DIR_RECORD)]);
        add(&mut files, 0x2F05, 0x05, LANGUAGES.to_vec());
        add_record(&mut files, 0x2F06, 0x06, ACCESS_RULE.to_vec());
        add(&mut files, 0x2FE2, 0x02, DEFAULT_ICCID.to_vec());
    }
    files
}

fn add(files: &mut FileSystem, fid: u16, sfi: u8, content: Vec<u8>) {
    let size = u32::try_from(content.len()).unwrap_or(u32::MAX);
    create(files, fid, sfi, FileKind::Transparent { size }, content);
}

/// A file of one record.
fn add_record(files: &mut FileSystem, fid: u16, sfi: u8, content: Vec<u8>) {
    let record = u8::try_from(content.len()).unwrap_or(u8::MAX);
    create(
        files,
        fid,
        sfi,
        FileKind::LinearFixed { record, count: 1 },
        content,
    );
}

fn create(files: &mut FileSystem, fid: u16, sfi: u8, kind: FileKind, content: Vec<u8>) {
    let spec = FileSpec {
        sfi: Some(sfi),
        content,
        security: Some(RULE),
        ..FileSpec::new(fid, kind)
    };
    // The identifiers above differ, and the content has the size of its file.
    let _ = files.create_file(FileHandle::MF, spec);
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::id::Iccid;

    #[test]
    fn the_default_iccid_is_one_that_is_none() {
        assert_eq!(
            Iccid::from_bytes(DEFAULT_ICCID).to_string(),
            "89000123456789012358"
        );
    }
}
