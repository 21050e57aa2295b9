//! The files of vectors, and what becomes of a message that is read and written again.

use serde::Deserialize;
use signoff_protocol::hex;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::tlv::DecodeError;

#[derive(Deserialize)]
struct File<T> {
    vectors: Vec<T>,
}

pub(crate) fn load<T: for<'a> Deserialize<'a>>(path: &str) -> Vec<T> {
    let text = signoff_fixtures::vector(path).expect("the vectors are in the source tree");
    let file: File<T> = serde_json::from_str(&text).expect("vectors of the right form");
    assert!(!file.vectors.is_empty());
    file.vectors
}

pub(crate) fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).expect("hex")
}

pub(crate) fn again<T: Decode + Encode>(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    T::from_der(bytes).map(|message| message.to_der())
}
