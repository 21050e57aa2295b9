//! No sequence of commands makes a file system panic, lose its shape, or forget a try.

use proptest::prelude::*;

use super::testbed::{PIN1, files, pin_command};
use super::{FileHandle, FileSystem, PinCommand, Position, RecordMode};

/// A command, and for PINs whether its value is the right one.
#[derive(Clone, Debug)]
enum Step {
    Select(u16),
    Path(Vec<u8>),
    ReadBinary(u16, u16),
    UpdateBinary(u16, Vec<u8>),
    ReadRecord(u8, u8),
    UpdateRecord(u8, u8, Vec<u8>),
    Search(u8, u8, Vec<u8>),
    Increase(Vec<u8>),
    SetActive(bool),
    Pin(PinCommand, bool),
    Reset,
}

fn step() -> impl Strategy<Value = Step> {
    let fid = proptest::sample::select(vec![
        0x3F00, 0x2FE2, 0x2F06, 0x6F07, 0x6F3A, 0x6F39, 0x6F4B, 0x5F3A, 0x5F3B, 0x4F3A, 0x7FFF, 0x1234,
    ]);
    let bytes = || proptest::collection::vec(any::<u8>(), 0..6);
    let mode = || proptest::sample::select(vec![0x02, 0x03, 0x04, 0x05, 0x06, 0x00]);
    let command = proptest::sample::select(vec![
        PinCommand::Verify,
        PinCommand::Change,
        PinCommand::Disable,
        PinCommand::Enable,
        PinCommand::Unblock,
    ]);
    prop_oneof![
        fid.prop_map(Step::Select),
        bytes().prop_map(Step::Path),
        (0..12_u16, 0..12_u16).prop_map(|(offset, length)| Step::ReadBinary(offset, length)),
        (0..12_u16, bytes()).prop_map(|(offset, bytes)| Step::UpdateBinary(offset, bytes)),
        (0..5_u8, mode()).prop_map(|(p1, p2)| Step::ReadRecord(p1, p2)),
        (0..5_u8, mode(), bytes()).prop_map(|(p1, p2, bytes)| Step::UpdateRecord(p1, p2, bytes)),
        (0..5_u8, mode(), bytes()).prop_map(|(p1, p2, bytes)| Step::Search(p1, p2, bytes)),
        bytes().prop_map(Step::Increase),
        any::<bool>().prop_map(Step::SetActive),
        (command, any::<bool>()).prop_map(|(command, right)| Step::Pin(command, right)),
        Just(Step::Reset),
    ]
}

/// Sizes of all files, which nothing may change.
fn shape(files: &FileSystem) -> Vec<Option<usize>> {
    (0..files.nodes.len())
        .filter_map(FileHandle::new)
        .map(|file| files.content(file).map(|content| content.len()))
        .collect()
}

fn tries(files: &FileSystem) -> u16 {
    files.tries(FileHandle::MF, 1, false).get() & 0x0F
}

fn run(files: &mut FileSystem, adf: FileHandle, at: &mut Position, step: &Step) {
    match step {
        Step::Select(fid) => {
            if let Some(found) = files.select(at.directory, *fid, Some(adf)) {
                *at = files.position(found);
            }
            let _ = files.control_parameters(at.file.unwrap_or(at.directory), 0);
        }
        Step::Path(path) => {
            if let Some(found) = files.select_path(at.directory, path, Some(adf)) {
                *at = files.position(found);
            }
        }
        Step::ReadBinary(offset, length) => {
            let file = at.file.unwrap_or(at.directory);
            let _ = files.read_binary(file, usize::from(*offset), usize::from(*length));
        }
        Step::UpdateBinary(offset, bytes) => {
            let file = at.file.unwrap_or(at.directory);
            let _ = files.update_binary(file, usize::from(*offset), bytes);
        }
        Step::ReadRecord(p1, p2) => {
            if let Some(mode) = RecordMode::new(*p1, *p2) {
                let _ = files.read_record(at, mode);
            }
        }
        Step::UpdateRecord(p1, p2, bytes) => {
            if let Some(mode) = RecordMode::new(*p1, *p2) {
                let _ = files.update_record(at, mode, bytes);
            }
        }
        Step::Search(p1, p2, bytes) => {
            let _ = files.search_record(at, *p1, *p2, bytes);
        }
        Step::Increase(amount) => {
            let _ = files.increase(at, amount);
        }
        Step::SetActive(active) => {
            let _ = files.set_active(at.file.unwrap_or(at.directory), *active);
        }
        Step::Pin(..) => {}
        Step::Reset => {
            files.forget_verified();
            *at = Position::MF;
        }
    }
}

proptest! {
    #[test]
    fn any_sequence(steps in proptest::collection::vec(step(), 1..80)) {
        const WRONG: [u8; 8] = [0; 8];
        let mut files = files();
        let before = shape(&files);
        let adf = files.by_path(&[0x7FD0]).unwrap();
        let mut at = Position::MF;
        let mut verified = false;
        for step in &steps {
            if let Step::Pin(command, right) = step {
                let left = tries(&files);
                let unblock = *command == PinCommand::Unblock;
                let value = match (*right, unblock) {
                    (true, false) => PIN1,
                    (true, true) => super::testbed::PUK1,
                    (false, _) => WRONG,
                };
                let status = pin_command(&mut files, at.directory, 1, *command, &[value, PIN1]);
                prop_assert!(*right || status != 0x9000, "{command:?} with a wrong value");
                if status == 0x9000 {
                    verified = *command != PinCommand::Disable;
                    prop_assert_eq!(tries(&files), 3);
                } else {
                    prop_assert!(tries(&files) <= left, "a try came back");
                    if status & 0xFFF0 == 0x63C0 && !unblock {
                        verified = false;
                        prop_assert_eq!(tries(&files) + 1, left);
                    }
                }
            } else {
                run(&mut files, adf, &mut at, step);
                verified &= !matches!(step, Step::Reset);
            }
            let pin = files.pin(FileHandle::MF, 1).unwrap();
            prop_assert_eq!(pin.verified, verified && pin.enabled);
        }
        prop_assert_eq!(shape(&files), before);
        let mut again = super::testbed::files();
        again.apply_changes(&files.changes()).unwrap();
        prop_assert_eq!(again.changes(), files.changes());
    }
}
