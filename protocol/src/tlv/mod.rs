//! BER-TLV (ISO/IEC 8825-1): a lenient, zero-copy view for reading and a canonical DER writer.

mod bits;
mod error;
mod sequence;
mod tag;
mod view;
mod writer;

pub use bits::Bits;
pub use error::DecodeError;
pub use sequence::Sequence;
pub use tag::{Tag, TagClass};
pub use view::{Children, MAX_DEPTH, Tlv, walk};
pub use writer::Writer;
