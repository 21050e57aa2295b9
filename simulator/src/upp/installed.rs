//! What an installation gives.

use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::saip::{Application, CdmaParameter, Rfm, SecurityDomain};

use crate::files::{FileHandle, FileSystem};

/// Which network access application it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NaaKind {
    /// 3GPP TS 31.102
    Usim,
    /// 3GPP TS 31.103
    Isim,
    /// 3GPP2 C.S0065
    Csim,
}

/// A network access application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naa {
    /// Which one.
    pub kind: NaaKind,
    /// Its name.
    pub aid: Aid,
    /// Its ADF.
    pub directory: FileHandle,
    /// K, if it has a key of its own.
    pub key: Option<Vec<u8>>,
}

impl Naa {
    /// Whether the key is one that anybody knows (3GPP TS 34.108 §8.2): bytes that are all zero, or 00, 01, 02
    /// and so on. Only such keys are allowed in test profiles (SGP.22 §2.4.5.3).
    pub fn has_test_key(&self) -> bool {
        self.key.as_ref().is_none_or(|key| {
            key.iter().all(|byte| *byte == 0) || key.iter().zip(0u8..).all(|(byte, place)| *byte == place)
        })
    }
}

/// A package that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Of the header, and of EF_ICCID.
    pub iccid: Iccid,
    /// Of the first USIM, if it has one.
    pub imsi: Option<String>,
    /// Name of the package in its header.
    pub profile_type: Option<String>,
    /// The files with their PINs and keys.
    pub files: FileSystem,
    /// USIMs, ISIMs and CSIMs in the order of the package.
    pub naas: Vec<Naa>,
    /// The MNO-SD and the others, in the order of the package.
    pub security_domains: Vec<SecurityDomain>,
    /// Remote file management.
    pub rfm: Vec<Rfm>,
    /// Code and instances. Nothing of it is carried out.
    pub applications: Vec<Application>,
    /// Keys of CSIMs. They are kept, CAVE is not carried out.
    pub cdma: Vec<CdmaParameter>,
    /// Bytes of non-volatile memory that all of it takes.
    pub memory_bytes: usize,
}

impl Installed {
    /// Whether every key of a network access application is one that anybody knows.
    pub fn has_only_test_keys(&self) -> bool {
        self.naas.iter().all(Naa::has_test_key)
    }
}

/// Digits of EF_IMSI (3GPP TS 31.102 §4.2.2), `None` if there are none.
pub(super) fn imsi_digits(content: &[u8]) -> Option<String> {
    let (length, bytes) = content.split_first()?;
    let bytes = bytes.get(..usize::from(*length))?;
    let nibbles = bytes.iter().flat_map(|byte| [byte & 0x0F, byte >> 4]).skip(1);
    let digits: String = nibbles
        .take_while(|nibble| *nibble <= 9)
        .filter_map(|nibble| char::from_digit(u32::from(nibble), 10))
        .collect();
    (!digits.is_empty()).then_some(digits)
}
