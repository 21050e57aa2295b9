//! What a file is made of: what the control parameters of a profile package say (ETSI TS 102 222 §6.3).

use signoff_protocol::id::Aid;

/// A directory that is to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectorySpec {
    /// File identifier; of an ADF the temporary one, by which only the installer finds it.
    pub fid: u16,
    /// The application whose ADF it is.
    pub aid: Option<Aid>,
    /// Key references of its PINs, as its PIN status template tells them.
    pub pins: Vec<u8>,
    /// Who may do what.
    pub security: Option<SecurityRule>,
    /// Whether it is activated (life cycle status integer `05`).
    pub active: bool,
}

impl DirectorySpec {
    /// An activated directory without application, PINs and access rules.
    pub const fn new(fid: u16) -> Self {
        Self {
            fid,
            aid: None,
            pins: Vec::new(),
            security: None,
            active: true,
        }
    }
}

/// An elementary file that is to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSpec {
    /// File identifier.
    pub fid: u16,
    /// Short file identifier, 1 to 30.
    pub sfi: Option<u8>,
    /// Structure and size.
    pub kind: FileKind,
    /// How it begins; what follows is [`FileSpec::fill`]. [`super::FileSystem::write_at`] adds more.
    pub content: Vec<u8>,
    /// What stands where nothing else was written.
    pub fill: Fill,
    /// Who may do what.
    pub security: Option<SecurityRule>,
    /// Whether it is activated (life cycle status integer `05`).
    pub active: bool,
    /// Whether several channels may have it selected.
    pub shareable: bool,
    /// Special file information: [`SPECIAL_HIGH_UPDATE`], [`SPECIAL_USABLE_WHEN_DEACTIVATED`].
    pub special: u8,
}

/// The file is updated often.
pub const SPECIAL_HIGH_UPDATE: u8 = 0x80;
/// The file can be read and updated although it is deactivated.
pub const SPECIAL_USABLE_WHEN_DEACTIVATED: u8 = 0x40;

impl FileSpec {
    /// An activated, shareable file of `FF` bytes, without short identifier and access rules.
    pub const fn new(fid: u16, kind: FileKind) -> Self {
        Self {
            fid,
            sfi: None,
            kind,
            content: Vec::new(),
            fill: Fill::Byte(0xFF),
            security: None,
            active: true,
            shareable: true,
            special: 0,
        }
    }
}

/// A file that shows another one's content, or a directory that shows another one's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSpec {
    /// File identifier.
    pub fid: u16,
    /// Short file identifier, 1 to 30.
    pub sfi: Option<u8>,
    /// Who may do what; by default as the file that is shown says.
    pub security: Option<SecurityRule>,
}

/// Structure and size of an elementary file (ETSI TS 102 221 §8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Bytes
    Transparent {
        /// How many.
        size: u32,
    },
    /// Records of one length, the first one first.
    LinearFixed {
        /// Bytes of each.
        record: u8,
        /// How many.
        count: u8,
    },
    /// Records of one length, the newest one first.
    Cyclic {
        /// Bytes of each.
        record: u8,
        /// How many.
        count: u8,
    },
    /// BER-TLV data objects.
    BerTlv {
        /// Bytes that all of them may take.
        max: u32,
    },
}

impl FileKind {
    /// Bytes of all records, or of the whole file.
    pub fn size(self) -> usize {
        match self {
            Self::Transparent { size: bytes } | Self::BerTlv { max: bytes } => {
                usize::try_from(bytes).unwrap_or(usize::MAX)
            }
            Self::LinearFixed { record, count } | Self::Cyclic { record, count } => {
                usize::from(record) * usize::from(count)
            }
        }
    }

    /// Bytes of one record.
    pub const fn record(self) -> Option<u8> {
        match self {
            Self::LinearFixed { record, .. } | Self::Cyclic { record, .. } => Some(record),
            Self::Transparent { .. } | Self::BerTlv { .. } => None,
        }
    }
}

/// What stands where nothing was written (ETSI TS 102 222 §6.3.2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// This byte everywhere.
    Byte(u8),
    /// `C1`: this pattern once, in each record; its last byte in the rest.
    Pattern(Vec<u8>),
    /// `C2`: this pattern over and over, in each record anew.
    Repeat(Vec<u8>),
}

/// Access rule, by reference (ETSI TS 102 221 §9.2.7): the record of an EF_ARR, which is looked for in the
/// directory of the file and then above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityRule {
    /// File identifier of the EF_ARR.
    pub file: u16,
    /// Record number, from 1.
    pub record: u8,
}
