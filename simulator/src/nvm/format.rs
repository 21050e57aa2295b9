//! The image as bytes: a header, the records in order of their keys, and a checksum over all of it.
//!
//! ```text
//! "signoff nvm\n"   12 bytes
//! version           4 bytes, big endian: 1
//! records           4 bytes, big endian
//! per record        kind 1, number 4, length 4, value
//! SHA-256           32 bytes, over everything before it
//! ```

use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Image, Key, NvmError};

/// The newest format, and the one that is written.
pub(super) const VERSION: u32 = 1;
/// The longest record, bytes.
pub(super) const MAX_RECORD: usize = 1 << 20;
/// The longest image, bytes.
pub(super) const MAX_IMAGE: usize = 1 << 24;

const MAGIC: &[u8; 12] = b"signoff nvm\n";
const HEADER: usize = MAGIC.len() + 8;
const CHECKSUM: usize = 32;

/// The image as bytes.
///
/// # Errors
/// A record or the image is too long.
pub(super) fn encode(image: &Image) -> Result<Vec<u8>, NvmError> {
    let mut bytes = Vec::with_capacity(HEADER + CHECKSUM);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_be_bytes());
    bytes.extend_from_slice(&u32::try_from(image.len()).unwrap_or(u32::MAX).to_be_bytes());
    for (&key, value) in image {
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
        bytes.push(key.kind());
        bytes.extend_from_slice(&key.number().to_be_bytes());
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(value);
        check_length(key, value.len(), MAX_RECORD)?;
        check_length(key, bytes.len(), MAX_IMAGE)?;
    }
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    Ok(bytes)
}

/// Refuses what exceeds a bound.
pub(super) const fn check_length(key: Key, length: usize, limit: usize) -> Result<(), NvmError> {
    if length > limit {
        return Err(NvmError::TooBig { key, length, limit });
    }
    Ok(())
}

/// Reads an image. `path` is for the errors.
pub(super) fn decode(path: &Path, bytes: &[u8]) -> Result<Image, NvmError> {
    if !bytes.starts_with(MAGIC) {
        return Err(NvmError::Foreign {
            path: path.to_owned(),
            reason: "it does not begin as an image of ours".to_owned(),
        });
    }
    let mut reader = Reader {
        path,
        bytes,
        offset: MAGIC.len(),
    };
    let found = reader.number()?;
    if found > VERSION {
        return Err(NvmError::Newer {
            path: path.to_owned(),
            found,
            known: VERSION,
        });
    }
    if found == 0 {
        return Err(reader.damaged("no version has the number 0"));
    }
    let Some((body, checksum)) = bytes.split_last_chunk::<CHECKSUM>() else {
        return Err(reader.damaged("its end is missing"));
    };
    if Sha256::digest(body).as_slice() != checksum {
        reader.offset = body.len();
        return Err(reader.damaged("the checksum does not fit the contents"));
    }
    reader.bytes = body;
    let records = reader.number()?;
    let mut image = Image::new();
    for _ in 0..records {
        let [kind] = reader.array()?;
        let key = Key::new(kind, reader.number()?);
        let length = reader.number()?;
        let value = reader.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        if image.insert(key, value.into()).is_some() {
            return Err(reader.damaged("a record occurs twice"));
        }
    }
    if reader.offset != body.len() {
        return Err(reader.damaged("bytes follow the last record"));
    }
    Ok(image)
}

struct Reader<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], NvmError> {
        let end = self.offset.saturating_add(length);
        let taken = self.bytes.get(self.offset..end);
        let taken = taken.ok_or_else(|| self.damaged("a record reaches beyond the end"))?;
        self.offset = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], NvmError> {
        let taken = self.take(N)?;
        taken
            .try_into()
            .map_err(|_| self.damaged("a record reaches beyond the end"))
    }

    fn number(&mut self) -> Result<u32, NvmError> {
        self.array().map(u32::from_be_bytes)
    }

    fn damaged(&self, reason: &str) -> NvmError {
        NvmError::Damaged {
            path: self.path.to_owned(),
            offset: u64::try_from(self.offset).unwrap_or(u64::MAX),
            reason: reason.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> Image {
        Image::from([
            (Key::new(1, 0), (*b"").into()),
            (Key::new(1, 7), (*b"seven").into()),
            (Key::new(2, u32::MAX), [0xFF; 300].into()),
        ])
    }

    fn read(bytes: &[u8]) -> Result<Image, NvmError> {
        decode(Path::new("card/signoff-nvm"), bytes)
    }

    #[test]
    fn what_is_written_is_read() {
        for image in [Image::new(), image()] {
            assert_eq!(read(&encode(&image).unwrap()).unwrap(), image);
        }
    }

    #[test]
    fn an_image_cut_at_any_byte_is_refused() {
        let bytes = encode(&image()).unwrap();
        for length in 0..bytes.len() {
            let error = read(&bytes[..length]).unwrap_err();
            let foreign = matches!(error, NvmError::Foreign { .. });
            assert_eq!(foreign, length < MAGIC.len(), "cut at byte {length}: {error}");
        }
    }

    #[test]
    fn an_image_with_any_byte_changed_is_refused() {
        let bytes = encode(&image()).unwrap();
        for position in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[position] ^= 0x01;
            read(&changed).unwrap_err();
        }
    }

    #[test]
    fn a_later_format_is_refused_by_name() {
        let mut bytes = encode(&image()).unwrap();
        bytes[15] = 2;
        assert_eq!(
            read(&bytes).unwrap_err().to_string(),
            "card/signoff-nvm has format 2, this program reads formats up to 1; use a newer program or another \
             directory"
        );
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let long = Image::from([(Key::new(1, 0), vec![0; MAX_RECORD + 1].into())]);
        assert!(matches!(
            encode(&long),
            Err(NvmError::TooBig {
                limit: MAX_RECORD,
                ..
            })
        ));
        let many: Image = (0..17)
            .map(|number| (Key::new(1, number), vec![0; MAX_RECORD].into()))
            .collect();
        assert!(matches!(
            encode(&many),
            Err(NvmError::TooBig { limit: MAX_IMAGE, .. })
        ));
    }
}
