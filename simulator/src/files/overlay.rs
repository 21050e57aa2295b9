//! What has changed since the profile package was installed, as a record in non-volatile memory.
//!
//! Files are named by their path, so that a record outlives changes of the installer; what it names and the
//! package no longer has is left aside.

use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};

use super::file_system::{Body, Node};
use super::{FileHandle, FileKind, FileSystem};

const RECORD: Tag = Tag(0xE3);
const FILE: Tag = Tag(0xA0);
const PIN: Tag = Tag(0xA1);
const PUK: Tag = Tag(0xA2);
const AKA: Tag = Tag(0xA3);
const PATH: Tag = Tag(0x80);
const CONTENT: Tag = Tag(0x81);
const ACTIVE: Tag = Tag(0x82);
const REFERENCE: Tag = Tag(0x81);
const VALUE: Tag = Tag(0x82);
const TRIES: Tag = Tag(0x83);
const ENABLED: Tag = Tag(0x84);
const SEEN: Tag = Tag(0x81);
/// Bytes of a sequence number.
const SEQUENCE: usize = 6;

impl FileSystem {
    /// The record of all changes.
    pub(crate) fn changes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.constructed(RECORD, |w| {
            for (place, node) in self.nodes.iter().enumerate() {
                let Some(file) = FileHandle::new(place) else { break };
                self.changes_of(w, file, node);
            }
        });
        writer.into_bytes()
    }

    fn changes_of(&self, w: &mut Writer, file: FileHandle, node: &Node) {
        let path = |w: &mut Writer| {
            w.primitive(PATH, &self.path(file));
        };
        if node.changed {
            w.constructed(FILE, |w| {
                path(w);
                if let Body::Elementary(elementary) = &node.body {
                    w.primitive(CONTENT, &elementary.data.read(0, elementary.data.size()));
                }
                w.boolean(ACTIVE, node.active);
            });
        }
        let Body::Directory(directory) = &node.body else {
            return;
        };
        for pin in directory.pins.iter().filter(|pin| pin.changed) {
            w.constructed(PIN, |w| {
                path(w);
                w.primitive(REFERENCE, &[pin.secret.reference])
                    .primitive(VALUE, &pin.secret.value)
                    .primitive(TRIES, &[pin.secret.tries])
                    .boolean(ENABLED, pin.enabled);
            });
        }
        for puk in directory.puks.iter().filter(|puk| puk.changed) {
            w.constructed(PUK, |w| {
                path(w);
                w.primitive(REFERENCE, &[puk.secret.reference])
                    .primitive(TRIES, &[puk.secret.tries]);
            });
        }
        if let Some(aka) = directory.aka.as_ref().filter(|_| directory.aka_changed) {
            w.constructed(AKA, |w| {
                path(w);
                w.primitive(SEEN, aka.sequence.seen.as_flattened());
            });
        }
    }

    /// Makes the changes of a record.
    pub(crate) fn apply_changes(&mut self, record: &[u8]) -> Result<(), DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(RECORD)?;
        for change in record.children() {
            let change = change?;
            let path = change.child(PATH)?;
            let Some(file) = self.at_path(path.value()) else {
                continue;
            };
            match change.tag() {
                FILE => self.apply_file(file, change)?,
                PIN => self.apply_pin(file, change)?,
                PUK => self.apply_puk(file, change)?,
                AKA => self.apply_aka(file, change)?,
                _ => return Err(change.invalid("no such kind of change")),
            }
        }
        Ok(())
    }

    fn apply_file(&mut self, file: FileHandle, change: Tlv<'_>) -> Result<(), DecodeError> {
        let active = change.child(ACTIVE)?.boolean()?;
        let content = change.find(CONTENT)?;
        let Some(node) = self.node_mut(file) else {
            return Ok(());
        };
        node.active = active;
        node.changed = true;
        if let (Body::Elementary(elementary), Some(content)) = (&mut node.body, content) {
            if matches!(elementary.kind, FileKind::BerTlv { .. }) {
                elementary.data.replace(content.value().to_vec());
            } else {
                elementary.data.write(0, content.value());
            }
        }
        Ok(())
    }

    fn apply_pin(&mut self, file: FileHandle, change: Tlv<'_>) -> Result<(), DecodeError> {
        let reference = change.child(REFERENCE)?.array("1 byte").map(|[byte]| byte)?;
        let value = change.child(VALUE)?.array("8 bytes")?;
        let [tries] = change.child(TRIES)?.array("1 byte")?;
        let enabled = change.child(ENABLED)?.boolean()?;
        if let Ok(directory) = self.directory_mut(file)
            && let Some(pin) = directory
                .pins
                .iter_mut()
                .find(|pin| pin.secret.reference == reference)
        {
            pin.secret.value = value;
            pin.secret.tries = tries.min(pin.secret.max_tries);
            pin.enabled = enabled;
            pin.changed = true;
        }
        Ok(())
    }

    fn apply_puk(&mut self, file: FileHandle, change: Tlv<'_>) -> Result<(), DecodeError> {
        let [reference] = change.child(REFERENCE)?.array("1 byte")?;
        let [tries] = change.child(TRIES)?.array("1 byte")?;
        if let Ok(directory) = self.directory_mut(file)
            && let Some(puk) = directory
                .puks
                .iter_mut()
                .find(|puk| puk.secret.reference == reference)
        {
            puk.secret.tries = tries.min(puk.secret.max_tries);
            puk.changed = true;
        }
        Ok(())
    }

    fn apply_aka(&mut self, file: FileHandle, change: Tlv<'_>) -> Result<(), DecodeError> {
        let seen = change.child(SEEN)?;
        let (seen, _) = seen.value().as_chunks::<SEQUENCE>();
        if let Ok(directory) = self.directory_mut(file)
            && let Some(aka) = &mut directory.aka
        {
            for (place, seen) in aka.sequence.seen.iter_mut().zip(seen) {
                *place = *seen;
            }
            directory.aka_changed = true;
        }
        Ok(())
    }

    /// File identifiers from the MF, which is not named.
    fn path(&self, file: FileHandle) -> Vec<u8> {
        let mut fids: Vec<[u8; 2]> = self
            .upward(file)
            .filter(|file| *file != FileHandle::MF)
            .filter_map(|file| self.node(file))
            .map(|node| node.fid.to_be_bytes())
            .collect();
        fids.reverse();
        fids.concat()
    }

    fn at_path(&self, path: &[u8]) -> Option<FileHandle> {
        let (fids, []) = path.as_chunks::<2>() else {
            return None;
        };
        let fids: Vec<u16> = fids.iter().map(|fid| u16::from_be_bytes(*fid)).collect();
        self.by_path(&fids)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testbed::{PIN1, at, file, files, pin_command};
    use super::super::{PinCommand, RecordMode};
    use super::*;

    #[test]
    fn changes_are_made_again() {
        let mut changed = files();
        let untouched = changed.changes();
        assert_eq!(untouched, [0xE3, 0x00]);
        pin_command(
            &mut changed,
            FileHandle::MF,
            1,
            PinCommand::Change,
            &[PIN1, [6; 8]],
        );
        pin_command(
            &mut changed,
            FileHandle::MF,
            1,
            PinCommand::Unblock,
            &[[1; 8], [1; 8]],
        );
        let mut position = at(&changed, &[0x7FD0, 0x5F3A, 0x4F3A]);
        changed
            .update_record(&mut position, RecordMode::Absolute(3), b"last")
            .unwrap();
        let record = changed.changes();
        let mut again = files();
        again.apply_changes(&record).unwrap();
        assert_eq!(again.changes(), record);
        changed.forget_verified();
        assert_eq!(again, changed);
    }

    #[test]
    fn what_the_package_no_longer_has_is_left_aside() {
        let mut changed = files();
        pin_command(&mut changed, FileHandle::MF, 1, PinCommand::Verify, &[PIN1]);
        let mut position = at(&changed, &[0x7FD0, 0x6F3A]);
        changed
            .update_record(&mut position, RecordMode::Absolute(1), b"gone")
            .unwrap();
        let mut bare = FileSystem::new();
        bare.apply_changes(&changed.changes()).unwrap();
        assert_eq!(bare, FileSystem::new());
        for length in 0..changed.changes().len() {
            files().apply_changes(&changed.changes()[..length]).unwrap_err();
        }
        assert_eq!(file(&changed, &[0x7FD0, 0x6F3A]), position.file.unwrap());
    }
}
