//! A digest over the certificate, so that a change shows.

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use signoff_protocol::hex;

/// Field of the digest.
const FIELD: &str = "digest";

/// SHA-256 over the JSON without its digest, without white space, in the order of the document; lower-case hexadecimal.
pub fn digest(document: &Value) -> String {
    let mut bare = document.clone();
    if let Some(object) = bare.as_object_mut() {
        object.shift_remove(FIELD);
    }
    let text = bare.to_string();
    hex::encode(Sha256::digest(text.as_bytes()).as_slice()).to_ascii_lowercase()
}

/// Whether a certificate is as it was issued.
///
/// # Errors
/// It is no certificate; the text says what is missing.
pub fn check(text: &str) -> Result<bool, String> {
    let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let said = document
        .get(FIELD)
        .and_then(|digest| digest.get("value"))
        .and_then(Value::as_str)
        .ok_or("it has no digest")?;
    Ok(said == digest(&document))
}
