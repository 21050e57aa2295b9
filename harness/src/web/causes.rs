//! What lies below an error of the HTTP library.

use std::error::Error;

/// Bound for chains of causes.
const DEEPEST: usize = 16;

/// The error and what is below it. Errors of the system hide theirs.
pub(crate) fn causes(error: &reqwest::Error) -> Vec<&(dyn Error + 'static)> {
    let mut list: Vec<&(dyn Error + 'static)> = Vec::new();
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        list.push(cause);
        if list.len() >= DEEPEST {
            break;
        }
        let inner = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .map(|inner| inner as &(dyn Error + 'static));
        next = inner.or_else(|| cause.source());
    }
    list
}
