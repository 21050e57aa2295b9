//! File control parameters (ETSI TS 102 221 §11.1.1.3).

use signoff_protocol::tlv::{Tag, Writer};

use super::file_system::{Directory, Elementary};
use super::{FileHandle, FileKind, FileSystem, SecurityRule};

/// A file cannot be longer than two bytes can say, but for the largest ones.
fn size_bytes(size: usize) -> Vec<u8> {
    let bytes = u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes();
    let skip = bytes.iter().take(2).take_while(|byte| **byte == 0).count();
    bytes.iter().skip(skip).copied().collect()
}

impl FileSystem {
    /// FCP template of a file. `free_bytes`: of non-volatile memory, told in the MF.
    pub(crate) fn control_parameters(&self, file: FileHandle, free_bytes: u32) -> Vec<u8> {
        let mut writer = Writer::new();
        let Some(node) = self.node(file) else {
            return Vec::new();
        };
        writer.constructed(Tag(0x62), |w| {
            if let Some(directory) = self.directory(file) {
                self.directory_parameters(w, file, directory, free_bytes);
            } else if let Some(elementary) = self.elementary(file) {
                let size = descriptor(w, elementary);
                w.primitive(Tag(0x83), &node.fid.to_be_bytes());
                if elementary.special != 0 {
                    w.constructed(Tag(0xA5), |w| {
                        w.primitive(Tag(0xC0), &[elementary.special]);
                    });
                }
                life_cycle(w, self.is_active(file));
                security(w, node.security);
                w.primitive(Tag(0x80), &size_bytes(size));
                // An empty element says that the file has no short identifier.
                match node.sfi {
                    None => w.primitive(Tag(0x88), &[]),
                    Some(sfi) => w.primitive(Tag(0x88), &[sfi << 3]),
                };
            }
        });
        writer.into_bytes()
    }

    fn directory_parameters(&self, w: &mut Writer, file: FileHandle, directory: &Directory, free_bytes: u32) {
        w.primitive(Tag(0x82), &[0x78, 0x21]);
        match (&directory.aid, self.node(file)) {
            (Some(aid), _) => {
                w.primitive(Tag(0x84), aid.as_bytes());
            }
            (None, Some(node)) => {
                w.primitive(Tag(0x83), &node.fid.to_be_bytes());
            }
            (None, None) => {}
        }
        w.constructed(Tag(0xA5), |w| {
            // Power consumption and clock stop; free memory; TERMINAL CAPABILITY is wanted.
            w.primitive(Tag(0x80), &[0x71]);
            if file == FileHandle::MF {
                w.primitive(Tag(0x83), &free_bytes.to_be_bytes());
                w.primitive(Tag(0x87), &[0x01]);
            }
        });
        life_cycle(w, self.is_active(file));
        security(w, self.node(file).and_then(|node| node.security));
        w.constructed(Tag(0xC6), |w| self.pin_status(w, file, directory));
    }

    /// Which PINs are enabled, and their references (§9.5.2): one bit each, from b8 of the first byte.
    fn pin_status(&self, w: &mut Writer, file: FileHandle, directory: &Directory) {
        let mut enabled: Vec<u8> = Vec::new();
        for references in directory.references.chunks(8) {
            let bits = references.iter().enumerate().fold(0, |bits, (place, reference)| {
                let set = self.pin(file, *reference).is_some_and(|pin| pin.enabled);
                if set { bits | 0x80 >> place } else { bits }
            });
            enabled.push(bits);
        }
        w.primitive(Tag(0x90), &enabled);
        for reference in &directory.references {
            // The universal PIN says what it is used for.
            if *reference == 0x11 {
                w.primitive(Tag(0x95), &[0x08]);
            }
            w.primitive(Tag(0x83), &[*reference]);
        }
    }
}

/// Writes the file descriptor and tells the size of the file.
fn descriptor(w: &mut Writer, elementary: &Elementary) -> usize {
    let shareable = if elementary.shareable { 0x40 } else { 0 };
    match elementary.kind {
        FileKind::Transparent { .. } => {
            w.primitive(Tag(0x82), &[0x01 | shareable, 0x21]);
        }
        FileKind::LinearFixed { record, count } => {
            w.primitive(Tag(0x82), &[0x02 | shareable, 0x21, 0x00, record, count]);
        }
        FileKind::Cyclic { record, count } => {
            w.primitive(Tag(0x82), &[0x06 | shareable, 0x21, 0x00, record, count]);
        }
        FileKind::BerTlv { .. } => {
            w.primitive(Tag(0x82), &[0x39 | shareable, 0x21]);
        }
    }
    match elementary.kind {
        FileKind::BerTlv { .. } => elementary.data.size(),
        kind => kind.size(),
    }
}

/// Life cycle status: `05` activated, `04` deactivated.
fn life_cycle(w: &mut Writer, active: bool) {
    w.primitive(Tag(0x8A), &[if active { 0x05 } else { 0x04 }]);
}

fn security(w: &mut Writer, rule: Option<SecurityRule>) {
    if let Some(rule) = rule {
        let [high, low] = rule.file.to_be_bytes();
        w.primitive(Tag(0x8B), &[high, low, rule.record]);
    }
}
