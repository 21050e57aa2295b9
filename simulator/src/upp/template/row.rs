//! One file of a template.

/// A file of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::upp) struct Row {
    /// Number of the tag in the element.
    pub(in crate::upp) number: u8,
    /// File identifier; 0 where the package must give it.
    pub(in crate::upp) fid: u16,
    /// Structure and size.
    pub(in crate::upp) structure: Structure,
    /// Record of EF_ARR.
    pub(in crate::upp) rule: u8,
    /// Short identifier, 0 for none.
    pub(in crate::upp) sfi: u8,
    /// What it holds.
    pub(in crate::upp) content: Content,
}

/// Structure and size; a size of 0 must be given by the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::upp) enum Structure {
    /// DF or ADF
    Directory,
    /// Bytes
    Transparent(u16),
    /// Number of records, and bytes of one.
    Linear(u8, u8),
    /// Number of records, and bytes of one.
    Cyclic(u8, u8),
    /// Bytes for all objects.
    BerTlv(u16),
}

impl Structure {
    /// Whether the package need not say a size.
    pub(in crate::upp) const fn has_size(self) -> bool {
        match self {
            Self::Directory => false,
            Self::Transparent(size) | Self::BerTlv(size) => size > 0,
            Self::Linear(count, record) | Self::Cyclic(count, record) => count > 0 && record > 0,
        }
    }
}

/// Content of a file that the package does not fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::upp) enum Content {
    /// The package must say it.
    Required,
    /// These bytes at the start of the file or of each record, the last of them up to its end.
    Start(&'static [u8]),
    /// These bytes over and over.
    Repeat(&'static [u8]),
    /// `FF`, and these bytes at the end of the file or of each record.
    End(&'static [u8]),
}

/// `FF` everywhere.
pub(super) const EMPTY: Content = Content::Start(&[0xFF]);
/// `00` everywhere.
pub(super) const ZERO: Content = Content::Start(&[0x00]);
/// A record that is free: `00`, then `FF`.
pub(super) const FREE: Content = Content::Start(&[0x00, 0xFF]);
/// The package must say it.
pub(super) const GIVEN: Content = Content::Required;

const fn row(number: u8, fid: u16, structure: Structure, rule: u8, sfi: u8, content: Content) -> Row {
    Row {
        number,
        fid,
        structure,
        rule,
        sfi,
        content,
    }
}

/// A directory.
pub(super) const fn dir(number: u8, fid: u16) -> Row {
    row(number, fid, Structure::Directory, 14, 0, Content::Required)
}

/// A transparent file of `size` bytes.
pub(super) const fn tr(number: u8, fid: u16, size: u16, rule: u8, sfi: u8, content: Content) -> Row {
    row(number, fid, Structure::Transparent(size), rule, sfi, content)
}

/// A linear fixed file; `records` is their number and the bytes of one.
pub(super) const fn lf(number: u8, fid: u16, records: (u8, u8), rule: u8, sfi: u8, content: Content) -> Row {
    row(
        number,
        fid,
        Structure::Linear(records.0, records.1),
        rule,
        sfi,
        content,
    )
}

/// A cyclic file; `records` is their number and the bytes of one.
pub(super) const fn cy(number: u8, fid: u16, records: (u8, u8), rule: u8, sfi: u8, content: Content) -> Row {
    row(
        number,
        fid,
        Structure::Cyclic(records.0, records.1),
        rule,
        sfi,
        content,
    )
}

/// A file of BER-TLV structure.
pub(super) const fn bt(number: u8, fid: u16, rule: u8, sfi: u8) -> Row {
    row(
        number,
        fid,
        Structure::BerTlv(0),
        rule,
        sfi,
        Content::Start(&[0xFF]),
    )
}
