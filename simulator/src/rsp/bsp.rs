//! Protection of the segments of a bound profile package: SCP03t, which SGP.22 v3 calls BSP (SGP.22 §2.6.4,
//! annex G; SGP.02 §4.1.3.3).
//!
//! Each segment is encrypted under a counter, and its MAC is chained to that of the one before.

use aes::Aes128;
use cbc::cipher::block_padding::{Iso7816, Padding};
use cbc::cipher::consts::U16;
use cbc::cipher::{BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit};
use cmac::{Cmac, Mac};
use signoff_protocol::tlv::{Tag, Tlv, Writer};

use super::SessionKeys;

/// Segment of ConfigureISDP and of ReplaceSessionKeys: encrypted.
pub const CONFIGURE: Tag = Tag(0x87);
/// Segment of StoreMetadata: not encrypted.
pub const METADATA: Tag = Tag(0x88);
/// Segment of the profile elements: encrypted.
pub const ELEMENTS: Tag = Tag(0x86);

/// Length of the MAC that travels, bytes.
const MAC: usize = 8;
const BLOCK: usize = 16;

/// Why a segment can't be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BspError {
    /// No segment, or one of an impossible length.
    #[error("the segment is malformed")]
    Structure,
    /// MAC or padding is wrong: the segment was changed, or is not the next one.
    #[error("the segment's protection does not hold")]
    Security,
}

/// One direction of a protected session: counter and chaining value go on with each segment.
#[derive(Clone)]
pub struct Bsp {
    enc: Aes128,
    mac: Cmac<Aes128>,
    mcv: [u8; BLOCK],
    counter: u128,
}

impl Bsp {
    /// Longest segment with its tag, length and MAC, bytes (SGP.22 §2.5.5).
    pub const MAX_SEGMENT: usize = 1020;
    /// Longest segment that is taken, bytes: an SM-DP+ that is much used in laboratories sends 1,036.
    pub const MAX_TAKEN: usize = 1300;
    /// Most bytes that an encrypted segment carries.
    pub const MAX_PLAIN: usize = 1007;
    /// Most bytes that a segment without encryption carries.
    pub const MAX_MAC_ONLY: usize = 1008;

    /// The first segment under these keys is the next one.
    pub fn new(keys: &SessionKeys) -> Self {
        Self {
            enc: Aes128::new(&keys.enc.into()),
            mac: Cmac::new(&keys.mac.into()),
            mcv: keys.initial_mcv,
            counter: 1,
        }
    }

    /// Under the keys of ReplaceSessionKeys, which protect the profile elements: the counter starts anew.
    pub fn from_ppk(initial_mcv: [u8; 16], enc: [u8; 16], cmac: [u8; 16]) -> Self {
        Self::new(&SessionKeys {
            initial_mcv,
            enc,
            mac: cmac,
        })
    }

    /// A segment with `plain`, encrypted and with a MAC. At most [`Bsp::MAX_PLAIN`] bytes fit what a card takes.
    pub fn protect(&mut self, tag: Tag, plain: &[u8]) -> Vec<u8> {
        let iv = self.next_icv();
        let mut padded = Vec::with_capacity(plain.len() + BLOCK);
        padded.extend_from_slice(plain);
        padded.push(0x80);
        padded.resize(padded.len().next_multiple_of(BLOCK), 0);
        let mut encryptor = cbc::Encryptor::inner_iv_init(&self.enc, &iv.into());
        for block in padded.as_chunks_mut::<BLOCK>().0 {
            encryptor.encrypt_block(block.into());
        }
        drop(encryptor);
        self.seal(tag, &padded)
    }

    /// A segment with `data` as it is and a MAC. At most [`Bsp::MAX_MAC_ONLY`] bytes fit what a card takes.
    pub fn mac_only(&mut self, tag: Tag, data: &[u8]) -> Vec<u8> {
        self.counter += 1;
        self.seal(tag, data)
    }

    /// What a segment (tag, length, data, MAC) carries. Whether it is encrypted its tag tells.
    ///
    /// # Errors
    /// The segment is malformed, or its protection does not hold; nothing goes on then.
    pub fn open(&mut self, segment: &[u8]) -> Result<Vec<u8>, BspError> {
        let tlv = Tlv::parse_exact(segment).map_err(|_| BspError::Structure)?;
        let encrypted = match tlv.tag() {
            CONFIGURE | ELEMENTS => true,
            METADATA => false,
            _ => return Err(BspError::Structure),
        };
        let (data, mac) = tlv.value().split_last_chunk::<MAC>().ok_or(BspError::Structure)?;
        let too_long = segment.len() > Self::MAX_TAKEN;
        if too_long || (encrypted && (data.is_empty() || data.len() % BLOCK != 0)) {
            return Err(BspError::Structure);
        }
        let chained = tlv.raw().strip_suffix(mac).unwrap_or_default();
        let chaining = self.chain(chained);
        if chaining.first_chunk::<MAC>() != Some(mac) {
            return Err(BspError::Security);
        }
        self.mcv = chaining;
        let iv = self.next_icv();
        let mut plain = data.to_vec();
        if encrypted {
            let mut decryptor = cbc::Decryptor::inner_iv_init(&self.enc, &iv.into());
            for block in plain.as_chunks_mut::<BLOCK>().0 {
                decryptor.decrypt_block(block.into());
            }
            let length = plain
                .last_chunk::<BLOCK>()
                .and_then(|last| Iso7816::unpad::<U16>(last.into()).ok().map(<[u8]>::len))
                .ok_or(BspError::Security)?;
            plain.truncate(plain.len() - BLOCK + length);
        }
        Ok(plain)
    }

    /// Writes the segment and its MAC.
    fn seal(&mut self, tag: Tag, data: &[u8]) -> Vec<u8> {
        let mut writer = Writer::append_to(Vec::with_capacity(data.len() + BLOCK));
        writer.constructed(tag, |w| {
            w.raw(data).raw(&[0; MAC]);
        });
        let mut segment = writer.into_bytes();
        segment.truncate(segment.len() - MAC);
        self.mcv = self.chain(&segment);
        segment.extend(self.mcv.iter().take(MAC));
        segment
    }

    /// The MAC over tag, length and data, chained to the one before.
    fn chain(&self, segment: &[u8]) -> [u8; BLOCK] {
        let mac = self.mac.clone().chain_update(self.mcv).chain_update(segment);
        mac.finalize().into_bytes().into()
    }

    /// The counter, encrypted; it goes on with each segment, whether that one is encrypted or not.
    fn next_icv(&mut self) -> [u8; BLOCK] {
        let mut block = self.counter.to_be_bytes().into();
        self.counter += 1;
        self.enc.encrypt_block(&mut block);
        block.into()
    }
}

impl std::fmt::Debug for Bsp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bsp")
            .field("counter", &self.counter)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn hex(value: &serde_json::Value) -> Vec<u8> {
        signoff_protocol::hex::decode(value.as_str().unwrap()).unwrap()
    }

    pub(in super::super) fn vectors() -> Vec<serde_json::Value> {
        let text = signoff_fixtures::vector("rsp/bsp.json").unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        document["vectors"].as_array().unwrap().clone()
    }

    fn array(value: &serde_json::Value) -> [u8; 16] {
        hex(value).try_into().unwrap()
    }

    fn keys(vector: &serde_json::Value) -> SessionKeys {
        SessionKeys {
            initial_mcv: array(&vector["initial_mcv"]),
            enc: array(&vector["s_enc"]),
            mac: array(&vector["s_mac"]),
        }
    }

    /// Protects and opens what others protected.
    #[track_caller]
    fn check(keys: &SessionKeys, steps: &[serde_json::Value]) {
        let (mut ours, mut reader) = (Bsp::new(keys), Bsp::new(keys));
        for step in steps {
            let (plain, want) = (hex(&step["plain"]), hex(&step["out"]));
            let tag = Tag(want[0].into());
            let made = if tag == METADATA {
                ours.mac_only(tag, &plain)
            } else {
                ours.protect(tag, &plain)
            };
            assert_eq!(made, want);
            assert_eq!(reader.open(&want), Ok(plain));
        }
    }

    #[test]
    fn a_session_that_others_protected() {
        let vectors = vectors();
        let session = vectors.iter().find(|vector| vector["steps"].is_array()).unwrap();
        check(&keys(session), session["steps"].as_array().unwrap());
    }

    #[test]
    fn profile_elements_that_others_protected() {
        let vectors = vectors();
        let vector = vectors
            .iter()
            .find(|vector| vector["segments"].is_array())
            .unwrap();
        check(&keys(vector), vector["segments"].as_array().unwrap());
    }

    #[test]
    fn a_bit_that_is_changed_anywhere_is_seen() {
        let keys = SessionKeys {
            initial_mcv: [1; 16],
            enc: [2; 16],
            mac: [3; 16],
        };
        let segments = [
            Bsp::new(&keys).protect(CONFIGURE, &[0xBF, 0x24, 0x00]),
            Bsp::new(&keys).mac_only(METADATA, b"metadata"),
            Bsp::new(&keys).protect(ELEMENTS, &[7; 200]),
        ];
        for segment in segments {
            for bit in 0..segment.len() * 8 {
                let mut changed = segment.clone();
                changed[bit / 8] ^= 0x80 >> (bit % 8);
                Bsp::new(&keys).open(&changed).unwrap_err();
            }
            for length in 0..segment.len() {
                assert_eq!(Bsp::new(&keys).open(&segment[..length]), Err(BspError::Structure));
            }
        }
    }

    #[test]
    fn segments_are_chained() {
        let keys = SessionKeys {
            initial_mcv: [1; 16],
            enc: [2; 16],
            mac: [3; 16],
        };
        let mut ours = Bsp::new(&keys);
        let [first, second] = [b"one", b"two"].map(|plain| ours.protect(ELEMENTS, plain));
        let mut reader = Bsp::new(&keys);
        assert_eq!(reader.open(&second), Err(BspError::Security));
        assert_eq!(reader.open(&first), Ok(b"one".to_vec()));
        assert_eq!(reader.open(&first), Err(BspError::Security));
        assert_eq!(reader.open(&second), Ok(b"two".to_vec()));
    }

    #[test]
    fn the_longest_segments_fit() {
        let keys = SessionKeys {
            initial_mcv: [1; 16],
            enc: [2; 16],
            mac: [3; 16],
        };
        let longest = Bsp::new(&keys).protect(ELEMENTS, &[0; Bsp::MAX_PLAIN]);
        assert_eq!(longest.len(), Bsp::MAX_SEGMENT);
        assert_eq!(Bsp::new(&keys).open(&longest), Ok(vec![0; Bsp::MAX_PLAIN]));
        assert_eq!(
            Bsp::new(&keys).mac_only(METADATA, &[0; Bsp::MAX_MAC_ONLY]).len(),
            Bsp::MAX_SEGMENT
        );
        let foreign = Bsp::new(&keys).protect(ELEMENTS, &[0; 1023]);
        assert_eq!(foreign.len(), 1036);
        assert_eq!(Bsp::new(&keys).open(&foreign), Ok(vec![0; 1023]));
        let [fits, longer] = [12, 11].map(|around| {
            let data = vec![0; Bsp::MAX_TAKEN - around];
            Bsp::new(&keys).mac_only(METADATA, &data)
        });
        assert_eq!(fits.len(), Bsp::MAX_TAKEN);
        assert!(Bsp::new(&keys).open(&fits).is_ok());
        assert_eq!(Bsp::new(&keys).open(&longer), Err(BspError::Structure));
    }
}
