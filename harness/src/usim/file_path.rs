//! Where a file is: below the MF, or in the USIM that is enabled.

use std::fmt;

/// A path of file identifiers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePath {
    in_usim: bool,
    ids: Vec<u16>,
}

impl FilePath {
    /// EF_ICCID (ETSI TS 102 221 §13.2).
    pub fn iccid() -> Self {
        Self::root(&[0x2FE2])
    }

    /// Below the MF.
    pub fn root(ids: &[u16]) -> Self {
        Self {
            in_usim: false,
            ids: ids.to_vec(),
        }
    }

    /// In the ADF of the USIM.
    pub fn usim(ids: &[u16]) -> Self {
        Self {
            in_usim: true,
            ids: ids.to_vec(),
        }
    }

    /// A file beside this one.
    #[must_use]
    pub fn sibling(&self, id: u16) -> Self {
        let mut path = self.clone();
        path.ids.pop();
        path.ids.push(id);
        path
    }

    /// Whether it is in the USIM.
    pub const fn is_in_usim(&self) -> bool {
        self.in_usim
    }

    /// The file's own identifier.
    pub fn id(&self) -> u16 {
        self.ids.last().copied().unwrap_or(0x3F00)
    }

    /// The directories above it, the MF and the ADF left out.
    pub fn directories(&self) -> &[u16] {
        self.ids.split_last().map_or(&[], |(_, above)| above)
    }

    /// Bytes for SELECT by path from the MF; `7FFF` is the ADF of the application that is selected (ETSI TS 102 221
    /// §8.4.2).
    pub fn to_bytes(&self) -> Vec<u8> {
        let adf = self.in_usim.then_some(0x7FFF);
        adf.iter()
            .chain(&self.ids)
            .flat_map(|id| id.to_be_bytes())
            .collect()
    }

    /// For a name of a file on a disk: `ADF_USIM-6F3C`.
    pub fn file_name(&self) -> String {
        self.to_string().replace('/', "-")
    }
}

impl fmt::Display for FilePath {
    /// `MF/7F10/6F3A`, `ADF_USIM/6F3C`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.in_usim { "ADF_USIM" } else { "MF" })?;
        self.ids.iter().try_for_each(|id| write!(f, "/{id:04X}"))
    }
}
