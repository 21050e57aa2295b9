//! A table that is embedded.

use serde::de::DeserializeOwned;

/// The entries of `fixtures/detection/<name>.yaml`. The file is part of the binary, so that tests show that it can be
/// read; without it nothing is known.
pub(super) fn read<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let text = signoff_fixtures::detection(name).unwrap_or_default();
    serde_saphyr::from_str(&text).unwrap_or_default()
}
