//! File control parameters (ETSI TS 102 221 §11.1.1.3).

use signoff_protocol::tlv::{Tag, Writer};

use super::{Body, Directory, File};

/// A file cannot be longer than two bytes can say; ours have a few dozen bytes.
fn two_bytes(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes()
}

/// FCP template of a directory. `free_bytes`: of non-volatile memory, told in the MF.
pub(crate) fn fcp_of_directory(directory: Directory, free_bytes: u32) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.constructed(Tag(0x62), |w| {
        w.primitive(Tag(0x82), &[0x78, 0x21]);
        match directory {
            Directory::Mf => {
                w.primitive(Tag(0x83), &[0x3F, 0x00]);
                w.constructed(Tag(0xA5), |w| {
                    // Power consumption and clock stop; free memory; TERMINAL CAPABILITY is wanted.
                    w.primitive(Tag(0x80), &[0x71]);
                    w.primitive(Tag(0x83), &free_bytes.to_be_bytes());
                    w.primitive(Tag(0x87), &[0x01]);
                });
            }
            Directory::Adf(application) => {
                w.primitive(Tag(0x84), &application.aid_bytes());
                w.constructed(Tag(0xA5), |w| {
                    w.primitive(Tag(0x80), &[0x71]);
                });
            }
        }
        w.primitive(Tag(0x8A), &[0x05]);
        w.primitive(Tag(0x8B), &[0x2F, 0x06, 0x01]);
        w.constructed(Tag(0xC6), |w| {
            // No PIN is enabled; PIN 1 and the ADM key are those of the directory.
            w.primitive(Tag(0x90), &[0x00]);
            w.primitive(Tag(0x83), &[0x01]);
            w.primitive(Tag(0x83), &[0x0A]);
        });
    });
    writer.into_bytes()
}

/// FCP template of an elementary file.
pub(crate) fn fcp_of_file(directory: Directory, file: File, body: &Body) -> Vec<u8> {
    let (id, sfi) = directory.identifiers(file).unwrap_or_default();
    let mut writer = Writer::new();
    writer.constructed(Tag(0x62), |w| {
        let size = match body {
            Body::Transparent(bytes) => {
                w.primitive(Tag(0x82), &[0x41, 0x21]);
                bytes.len()
            }
            Body::Records(records) => {
                let length = records.first().map_or(0, Vec::len);
                let [high, low] = two_bytes(length);
                let [_, count] = two_bytes(records.len());
                w.primitive(Tag(0x82), &[0x42, 0x21, high, low, count]);
                length * records.len()
            }
        };
        w.primitive(Tag(0x83), &id.to_be_bytes());
        w.primitive(Tag(0x8A), &[0x05]);
        w.primitive(Tag(0x8B), &[0x2F, 0x06, 0x01]);
        w.primitive(Tag(0x80), &two_bytes(size));
        // An empty element says that the file has no short identifier.
        match sfi {
            0 => w.primitive(Tag(0x88), &[]),
            sfi => w.primitive(Tag(0x88), &[sfi << 3]),
        };
    });
    writer.into_bytes()
}
